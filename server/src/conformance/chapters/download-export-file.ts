import type { Chapter } from '../chapter.js'
import { choices } from './download-export-file/choices.js'
import { facts } from './download-export-file/facts.js'

export const downloadExportFile: Chapter = {
  subject: 'DownloadExportFile',
  checks: 'chapters/download-export-file',
  request: 'GET /v2/{project_id}/export-tasks/{task_id}/download',
  parts: [facts],
  choices,
}
