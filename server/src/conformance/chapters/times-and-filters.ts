import type { Chapter } from '../chapter.js'
import { filters } from './times-and-filters/filters.js'
import { times } from './times-and-filters/times.js'

export const timesAndFilters: Chapter = {
  subject: 'Times and filters',
  checks: 'chapters/times-and-filters',
  parts: [],
  choices: [...times, ...filters],
}
