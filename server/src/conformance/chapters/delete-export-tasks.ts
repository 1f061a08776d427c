import type { Chapter } from '../chapter.js'
import { choices, differences } from './delete-export-tasks/choices.js'
import { facts } from './delete-export-tasks/facts.js'

export const deleteExportTasks: Chapter = {
  subject: 'DeleteExportTasks',
  checks: 'chapters/delete-export-tasks',
  request: 'POST /v2/{project_id}/export-tasks/batch-delete',
  parts: [facts],
  choices,
  differences,
}
