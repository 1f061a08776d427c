import type { Chapter } from './chapter.js'
import { everyOperation } from './chapters/every-operation.js'
import { listLoginRecordsNew } from './chapters/list-login-records-new.js'
import { timesAndFilters } from './chapters/times-and-filters.js'

/** All chapters, in the order of the page. */
export const CHAPTERS: readonly Chapter[] = [everyOperation, timesAndFilters, listLoginRecordsNew]
