import type { Chapter } from '../chapter.js'
import { choices } from './list-export-tasks/choices.js'
import { answer, parameters } from './list-export-tasks/facts.js'

export const listExportTasks: Chapter = {
  subject: 'ListExportTasks',
  checks: 'chapters/list-export-tasks',
  request: 'GET /v2/{project_id}/export-tasks',
  parts: [parameters, answer],
  choices,
}
