import type { Chapter } from '../chapter.js'
import { choices } from './export-file/choices.js'
import { columns } from './export-file/columns.js'

export const exportFile: Chapter = {
  subject: 'The export file',
  checks: 'chapters/export-file',
  parts: [columns],
  choices,
}
