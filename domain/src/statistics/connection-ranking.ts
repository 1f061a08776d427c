import type { FieldName } from '../connection-record/fields.js'
import type { RecordFilter, RecordQuery } from '../connection-record/record-query.js'
import type { ConnectionCounts, LatencySummary } from './connection-series.js'

/** What connections can be grouped by: fields whose text they share, and the network that their public address is cut to. */
export type GroupingField =
  | Extract<
      FieldName,
      'userName' | 'computerName' | 'failureReason' | 'terminalType' | 'clientVersion' | 'agentVersion'
    >
  | 'network'

/** How a group is put together and found again. */
interface Grouping {
  /** Whether texts are equal ignoring case. */
  readonly isFolded: boolean
  /** The filter that finds just the connections of a group by its value. */
  readonly filter: keyof RecordFilter
}

/** How each field groups: as its filter compares, so that a group is what the filter finds. */
export const GROUPINGS: Readonly<Record<GroupingField, Grouping>> = {
  userName: { isFolded: true, filter: 'userName' },
  computerName: { isFolded: true, filter: 'computerName' },
  failureReason: { isFolded: false, filter: 'failureReason' },
  terminalType: { isFolded: true, filter: 'wholeTerminalType' },
  clientVersion: { isFolded: false, filter: 'clientVersion' },
  agentVersion: { isFolded: false, filter: 'agentVersion' },
  network: { isFolded: false, filter: 'network' },
}

/** What groups are ordered by, most first. */
export type RankingOrder = 'connections' | 'failures' | 'connectedTime' | 'medianE2eRtt'

/** What a ranking is asked for. */
export interface ConnectionRankingQuestion {
  readonly query: RecordQuery
  readonly by: GroupingField
  readonly order: RankingOrder
  /** Groups of fewer connections are left out; ordered by the median, of fewer whose end-to-end latency is known. */
  readonly minConnections: number
  readonly limit: number
  /** Until when an ongoing connection has lasted. */
  readonly now: Date
}

/** Connections that share a value. */
export interface RankedConnections extends ConnectionCounts {
  /** Spelled as by the newest of them; of equally new ones, the last spelling by its bytes. */
  readonly value: string
  /** How long they were online together, by `connectedMs`. */
  readonly connectedMs: number
  readonly e2eRttMs: LatencySummary
  readonly lastStartedAt: Date
}

/** The first groups of a ranking. */
export interface ConnectionRanking {
  /** Ranked groups, told or not. */
  readonly groupCount: number
  /** Connections in no group: their value is absent or empty, or no address. */
  readonly withoutValueCount: number
  /** Most first; equal ones by more connections, then by the value they share, folded if it is, by its bytes. */
  readonly items: readonly RankedConnections[]
}
