import type { QueryOf } from '@deskledger/contract'
import {
  canBeCompressed,
  columnsOfFormat,
  type ExportFormatName,
  type ExportOrder,
  type FieldName,
  fieldByWireName,
  InvalidParameterError,
  isMachineFormat,
  type Principal,
  RECORD_FIELDS,
  type Requester,
} from '@deskledger/domain'
import { toCommonFilter, toExtensionFilter, toInstant, toRange } from './record-filter.js'
import { toTimeZone } from './time-zone.js'

/**
 * The order that an export request is, without who asks.
 *
 * @throws {InvalidParameterError} a column, a time zone, a network or a range does not fit
 */
export function toExportOrder(
  query: QueryOf<'ExportUserConnectionNew'>,
  defaultFormat: ExportFormatName,
): Omit<ExportOrder, 'scope' | 'requestedBy'> {
  const e2eRttMs = toRange('e2e_rtt', query.min_e2e_rtt, query.max_e2e_rtt)
  return {
    range: { start: toInstant(query.start_time), end: toInstant(query.end_time) },
    filter: { ...toCommonFilter(query), ...toExtensionFilter(query), e2eRttMs },
    file: toFileChoices(query, defaultFormat),
  }
}

/** Who asks, as a task remembers it. */
export function toRequester({ user }: Principal): Requester {
  return { userId: user.id, userName: user.name }
}

type FileQuery = Pick<
  QueryOf<'ExportUserConnectionNew'>,
  'format' | 'compression' | 'language' | 'time_zone' | 'columns'
>

/**
 * How a file is to be.
 *
 * @throws {InvalidParameterError} a column, a time zone, a language or a compression does not fit the file type
 */
export function toFileChoices(query: FileQuery, defaultFormat: ExportFormatName): ExportOrder['file'] {
  const format = query.format ?? defaultFormat
  const { compression, language = 'en_US' } = query
  const timeZone = toTimeZone(query.time_zone ?? 'UTC')
  if (isMachineFormat(format)) {
    if (timeZone !== 'UTC') throw new InvalidParameterError('time_zone', `must be UTC or absent: ${format} is in UTC`)
    if (language !== 'en_US') {
      throw new InvalidParameterError('language', `must be en_US or absent: nothing in ${format} is translated`)
    }
  }
  if (compression !== undefined && !canBeCompressed(format)) {
    const hint = `goes with csv and ndjson; ${format} is compressed inside`
    throw new InvalidParameterError('compression', hint)
  }
  return { format, language, timeZone, columns: toColumns(query.columns, format), ...(compression && { compression }) }
}

/** `a,b,c` in API names; absent means all. */
function toColumns(text: string | undefined, format: ExportFormatName): readonly FieldName[] {
  const possible = columnsOfFormat(format)
  if (text === undefined) return possible
  const columns = text.split(',').map((wire) => toColumn(wire, possible))
  const repeated = columns.find((column, at) => columns.indexOf(column) !== at)
  if (repeated !== undefined) throw new InvalidParameterError('columns', `names ${wireNameOf(repeated)} more than once`)
  return columns
}

function toColumn(wire: string, possible: readonly FieldName[]): FieldName {
  const name = fieldByWireName(wire)?.name
  const column = possible.find((candidate) => candidate === name)
  if (column !== undefined) return column
  const known = possible.map(wireNameOf).join(', ')
  throw new InvalidParameterError('columns', `must be names from ${known}, separated by commas and nothing else`)
}

function wireNameOf(name: FieldName): string | undefined {
  return RECORD_FIELDS.find((field) => field.name === name)?.wire
}
