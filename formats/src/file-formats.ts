import type { FileFormats } from '@deskledger/domain'
import { csvFormat } from './csv/csv-format.js'
import { xlsxFormat } from './xlsx/xlsx-format.js'

/** Every file type that can be asked for. */
export const FILE_FORMATS: FileFormats = { xlsx: xlsxFormat, csv: csvFormat }
