import type { ExportFormatName } from '@deskledger/domain'
import { csvFormat } from './csv/csv-format.js'
import type { FileFormat } from './file-format.js'
import { xlsxFormat } from './xlsx/xlsx-format.js'

/** Every file type that can be asked for. */
export const FILE_FORMATS: Readonly<Record<ExportFormatName, FileFormat>> = { xlsx: xlsxFormat, csv: csvFormat }
