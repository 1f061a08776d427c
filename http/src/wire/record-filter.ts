import type { QueryOf } from '@deskledger/contract'
import { InvalidParameterError, type NumberRange, parseInstant, type RecordFilter } from '@deskledger/domain'

type CommonFilter = Pick<
  RecordFilter,
  'userName' | 'computerName' | 'terminalType' | 'publicIp' | 'enterpriseProjectId'
>

/** Asks for every enterprise project the caller may see (spec/api.md 11, row 28): the root user may see all. */
const ALL_GRANTED = 'all_granted_eps'

/** The filters that lists and exports share. */
export function toCommonFilter(
  query: QueryOf<'ListLoginRecordsNew'> | QueryOf<'ExportUserConnectionNew'>,
): CommonFilter {
  return {
    userName: query.user_name,
    computerName: query.computer_name,
    terminalType: query.terminal_type,
    publicIp: query.public_ip,
    enterpriseProjectId: query.enterprise_project_id === ALL_GRANTED ? undefined : query.enterprise_project_id,
  }
}

/**
 * The filter of a record list, where both ends of the time range go together (spec/api.md 2).
 *
 * @throws {InvalidParameterError} one end without the other, or ends or latencies the wrong way round
 */
export function toListFilter(query: QueryOf<'ListLoginRecordsNew'>): RecordFilter {
  const [startedFrom, startedUntil] = [toInstant(query.start_time), toInstant(query.end_time)]
  if ((startedFrom === undefined) !== (startedUntil === undefined)) {
    const [given, missing] = startedFrom === undefined ? ['end_time', 'start_time'] : ['start_time', 'end_time']
    throw new InvalidParameterError(missing, `is missing; it goes with ${given}`)
  }
  if (startedFrom && startedUntil && startedFrom > startedUntil) {
    throw new InvalidParameterError('start_time', 'must not be after end_time')
  }
  const networkRttMs = toRange('network_rtt', query.min_network_rtt, query.max_network_rtt)
  return { ...toCommonFilter(query), startedFrom, startedUntil, networkRttMs }
}

/** A time that was read already, as an instant. */
export function toInstant(text: string | undefined): Date | undefined {
  return text === undefined ? undefined : parseInstant(text)
}

/** @throws {InvalidParameterError} the bounds are the wrong way round */
export function toRange(name: string, min: number | undefined, max: number | undefined): NumberRange | undefined {
  if (min === undefined && max === undefined) return undefined
  if (min !== undefined && max !== undefined && min > max) {
    throw new InvalidParameterError(`min_${name}`, `must not be larger than max_${name}`)
  }
  return { min, max }
}
