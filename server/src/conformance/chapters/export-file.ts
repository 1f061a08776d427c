import type { Chapter } from '../chapter.js'
import { columns } from './export-file/columns.js'
import { contents } from './export-file/contents.js'
import { formats } from './export-file/formats.js'

export const exportFile: Chapter = {
  subject: 'The export file',
  checks: 'chapters/export-file',
  parts: [columns],
  choices: [...contents, ...formats],
}
