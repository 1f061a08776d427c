import type { Chapter } from '../chapter.js'
import { choices } from './list-history-online-info-new/choices.js'
import { facts } from './list-history-online-info-new/facts.js'

export const listHistoryOnlineInfoNew: Chapter = {
  subject: 'ListHistoryOnlineInfoNew',
  checks: 'chapters/list-history-online-info-new',
  request: 'GET /v2/{project_id}/connections/online-users',
  parts: [facts],
  choices,
}
