import type { Chapter } from '../chapter.js'
import { choices } from './export-user-login-info-new/choices.js'
import { facts } from './export-user-login-info-new/facts.js'

export const exportUserLoginInfoNew: Chapter = {
  subject: 'ExportUserLoginInfoNew',
  checks: 'chapters/export-user-login-info-new',
  request: 'GET /v2/{project_id}/connections/desktops/export',
  parts: [facts],
  choices,
}
