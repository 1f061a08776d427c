import type { QueryOf } from '@deskledger/contract'
import {
  EXPORT_COLUMNS,
  type ExportFormatName,
  type ExportOrder,
  type FieldName,
  fieldByWireName,
  InvalidParameterError,
  type Principal,
  RECORD_FIELDS,
  type Requester,
} from '@deskledger/domain'
import { toCommonFilter, toInstant, toRange } from './record-filter.js'
import { toTimeZone } from './time-zone.js'

/**
 * The order that an export request is, without who asks.
 *
 * @throws {InvalidParameterError} a column, a time zone or a range does not fit
 */
export function toExportOrder(
  query: QueryOf<'ExportUserConnectionNew'>,
  defaultFormat: ExportFormatName,
): Omit<ExportOrder, 'scope' | 'requestedBy'> {
  const e2eRttMs = toRange('e2e_rtt', query.min_e2e_rtt, query.max_e2e_rtt)
  return {
    range: { start: toInstant(query.start_time), end: toInstant(query.end_time) },
    filter: { ...toCommonFilter(query), e2eRttMs },
    file: toFileChoices(query, defaultFormat),
  }
}

/** Who asks, as a task remembers it. */
export function toRequester({ userId, userName }: Principal): Requester {
  return { userId, userName }
}

type FileQuery = Pick<QueryOf<'ExportUserConnectionNew'>, 'format' | 'language' | 'time_zone' | 'columns'>

/**
 * How a file is to be.
 *
 * @throws {InvalidParameterError} a column or a time zone does not fit
 */
export function toFileChoices(query: FileQuery, defaultFormat: ExportFormatName): ExportOrder['file'] {
  return {
    format: query.format ?? defaultFormat,
    language: query.language ?? 'en_US',
    timeZone: toTimeZone(query.time_zone ?? 'UTC'),
    columns: toColumns(query.columns),
  }
}

/** `a,b,c` in API names; absent means all. */
function toColumns(text: string | undefined): readonly FieldName[] {
  if (text === undefined) return EXPORT_COLUMNS
  const columns = text.split(',').map(toColumn)
  const repeated = columns.find((column, at) => columns.indexOf(column) !== at)
  if (repeated !== undefined) throw new InvalidParameterError('columns', `names ${wireNameOf(repeated)} more than once`)
  return columns
}

function toColumn(wire: string): FieldName {
  const name = fieldByWireName(wire)?.name
  const column = EXPORT_COLUMNS.find((candidate) => candidate === name)
  if (column !== undefined) return column
  const known = EXPORT_COLUMNS.map(wireNameOf).join(', ')
  throw new InvalidParameterError('columns', `must be names from ${known}, separated by commas and nothing else`)
}

function wireNameOf(name: FieldName): string | undefined {
  return RECORD_FIELDS.find((field) => field.name === name)?.wire
}
