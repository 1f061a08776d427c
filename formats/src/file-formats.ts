import type { FileFormats } from '@deskledger/domain'
import { csvFormat } from './csv/csv-format.js'
import { ndjsonFormat } from './ndjson/ndjson-format.js'
import { parquetFormat } from './parquet/parquet-format.js'
import { xlsxFormat } from './xlsx/xlsx-format.js'

/** Every file type that can be asked for. */
export const FILE_FORMATS: FileFormats = {
  xlsx: xlsxFormat,
  csv: csvFormat,
  ndjson: ndjsonFormat,
  parquet: parquetFormat,
}
