import type { QueryOf } from '@deskledger/client'
import { UsageError } from './failures.js'

type FileType = Pick<QueryOf<'ExportUserConnectionNew'>, 'format' | 'compression'>

/**
 * The format and compression that the ending of a file's name says, or that were asked for.
 * @throws {UsageError} nothing says the format, or ending and options say different things
 */
export function fileTypeOf(path: string, asked: FileType): FileType {
  const found = /\.(xlsx|csv|ndjson|parquet)(\.gz)?$/i.exec(path)
  const ending = found?.[1]?.toLowerCase() as FileType['format']
  const format = asked.format ?? ending
  if (format === undefined)
    throw new UsageError(['--out must end in .xlsx, .csv, .ndjson or .parquet, or give --format'])
  if (ending !== undefined && ending !== format) {
    throw new UsageError([`--out ends in .${ending}, but --format is ${format}; make them agree`])
  }
  const compression = asked.compression ?? (found?.[2] === undefined ? undefined : 'gzip')
  if (compression === 'gzip' && format !== 'csv' && format !== 'ndjson') {
    throw new UsageError([`${format} is compressed inside; .gz and --compression go with csv and ndjson`])
  }
  return compression === undefined ? { format } : { format, compression }
}
