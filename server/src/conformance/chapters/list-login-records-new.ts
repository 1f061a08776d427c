import type { Chapter } from '../chapter.js'
import { answer } from './list-login-records-new/answer.js'
import { choices, differences } from './list-login-records-new/choices.js'
import { parameters } from './list-login-records-new/parameters.js'

export const listLoginRecordsNew: Chapter = {
  subject: 'ListLoginRecordsNew',
  checks: 'chapters/list-login-records-new',
  request: 'GET /v2/{project_id}/connections/desktops',
  parts: [parameters, answer],
  choices,
  differences,
}
