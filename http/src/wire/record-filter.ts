import type { QueryOf } from '@deskledger/contract'
import {
  InvalidParameterError,
  type NumberRange,
  parseInstant,
  parseNetwork,
  type RecordFilter,
} from '@deskledger/domain'

type CommonFilter = Pick<
  RecordFilter,
  'userName' | 'computerName' | 'terminalType' | 'publicIp' | 'enterpriseProjectId' | 'domain'
>

/** The parameters of them; all are optional. */
type CommonQuery = Pick<
  QueryOf<'ListLoginRecordsNew'>,
  'user_name' | 'computer_name' | 'terminal_type' | 'public_ip' | 'enterprise_project_id' | 'domain'
>

type ExtensionFilter = Pick<
  RecordFilter,
  'status' | 'failureReason' | 'clientVersion' | 'agentVersion' | 'wholeTerminalType' | 'network'
>

type ExtensionQuery = Pick<
  QueryOf<'ListLoginRecordsNew'>,
  'status' | 'connection_failure_reason' | 'client_version' | 'agent_version' | 'whole_terminal_type' | 'network'
>

/** Asks for every enterprise project the caller may see (spec/api.md 11, row 28). */
const ALL_GRANTED = 'all_granted_eps'

/** The enterprise project that a parameter asks for; none when it is empty or asks for all that are granted. */
export function askedEnterpriseProject(text: string | undefined): string | undefined {
  return text === '' || text === ALL_GRANTED ? undefined : text
}

/** The filters that lists and exports share. */
export function toCommonFilter(query: CommonQuery): CommonFilter {
  return {
    userName: query.user_name,
    computerName: query.computer_name,
    terminalType: query.terminal_type,
    publicIp: query.public_ip,
    enterpriseProjectId: askedEnterpriseProject(query.enterprise_project_id),
    domain: query.domain,
  }
}

/**
 * The filters that the published operations do not have.
 *
 * @throws {InvalidParameterError} `network` is not the prefix of a network
 */
export function toExtensionFilter(query: ExtensionQuery): ExtensionFilter {
  return {
    status: query.status,
    failureReason: query.connection_failure_reason,
    clientVersion: query.client_version,
    agentVersion: query.agent_version,
    wholeTerminalType: query.whole_terminal_type,
    network: toNetwork(query.network),
  }
}

function toNetwork(text: string | undefined): RecordFilter['network'] {
  if (text === undefined) return undefined
  const network = parseNetwork(text)
  if (network !== undefined) return network
  const hint = 'must be a network like 10.1.2.0/24 or 2001:db8::/48, with zeros behind the prefix'
  throw new InvalidParameterError('network', hint)
}

/**
 * The filter of a record list, where both ends of the time range go together (spec/api.md 2).
 *
 * @throws {InvalidParameterError} one end without the other, ends or latencies the wrong way round, or no network
 */
export function toListFilter(query: QueryOf<'ListLoginRecordsNew'>): RecordFilter {
  const networkRttMs = toRange('network_rtt', query.min_network_rtt, query.max_network_rtt)
  return { ...toCommonFilter(query), ...toExtensionFilter(query), ...toStartRange(query), networkRttMs }
}

/**
 * The filter of an export into the answer: without latencies, else as that of a list (spec/api.md 3).
 *
 * @throws {InvalidParameterError} one end without the other, or ends the wrong way round
 */
export function toDirectFilter(query: QueryOf<'ExportUserLoginInfoNew'>): RecordFilter {
  return { ...toCommonFilter(query), ...toStartRange(query) }
}

function toStartRange(query: TimesQuery): Pick<RecordFilter, 'startedFrom' | 'startedUntil'> {
  const times = toBothTimes(query)
  return { startedFrom: times?.start, startedUntil: times?.end }
}

type TimesQuery = Pick<QueryOf<'ListLoginRecordsNew'>, 'start_time' | 'end_time'>

/**
 * A time range whose ends go together (spec/api.md 2 to 4).
 *
 * @returns undefined when neither is given
 * @throws {InvalidParameterError} one end without the other, or the wrong way round
 */
export function toBothTimes(query: TimesQuery): { readonly start: Date; readonly end: Date } | undefined {
  const [start, end] = [toInstant(query.start_time), toInstant(query.end_time)]
  if (start === undefined && end === undefined) return undefined
  if (start === undefined) throw new InvalidParameterError('start_time', 'is missing; it goes with end_time')
  if (end === undefined) throw new InvalidParameterError('end_time', 'is missing; it goes with start_time')
  if (start > end) throw new InvalidParameterError('start_time', 'must not be after end_time')
  return { start, end }
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
