import type { Chapter } from '../chapter.js'
import { choices } from './export-user-connection-new/choices.js'
import { answer, parameters } from './export-user-connection-new/facts.js'

export const exportUserConnectionNew: Chapter = {
  subject: 'ExportUserConnectionNew',
  checks: 'chapters/export-user-connection-new',
  request: 'GET /v3/{project_id}/desktops/connections/export',
  parts: [parameters, answer],
  choices,
}
