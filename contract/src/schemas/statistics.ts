import type { Static } from 'typebox'
import * as Type from 'typebox'

const count = (description: string) => Type.Integer({ minimum: 0, description })

const percentile = (percent: number) =>
  Type.Optional(
    Type.Integer({
      minimum: 0,
      description: `Milliseconds that ${percent} % of the values do not exceed: the value of that rank (nearest rank), exactly. Absent when there are none.`,
    }),
  )

/** Latencies of some connections. */
export const LatencySummary = Type.Object(
  {
    count: count('Connections whose latency is known.'),
    p10: percentile(10),
    p50: percentile(50),
    p90: percentile(90),
  },
  { $id: 'LatencySummary', additionalProperties: false },
)
export type LatencySummary = Static<typeof LatencySummary>

const CONNECTIONS = count('Connections that started.')
const FAILURES = count('Those of them with status failed.')
const BREAKS = count('Those of them with status broken.')
const USERS = count('Users who started them; names are equal ignoring case.')

/** One hour, day or month of a series. */
export const ConnectionSeriesItem = Type.Object(
  {
    start_time: Type.String({ description: 'When it begins, in UTC.' }),
    connections: CONNECTIONS,
    failures: FAILURES,
    breaks: BREAKS,
    users: USERS,
    online_users: count(
      'Users with an established connection in the whole hour, day or month, whenever it started, as ListHistoryOnlineInfoNew counts them.',
    ),
    e2e_rtt: LatencySummary,
    network_rtt: LatencySummary,
  },
  { $id: 'ConnectionSeriesItem', additionalProperties: false },
)
export type ConnectionSeriesItem = Static<typeof ConnectionSeriesItem>

/** Answer of ShowConnectionSeries. */
export const ConnectionSeries = Type.Object(
  {
    grain: Type.Enum(['HOUR', 'DAY', 'MONTH']),
    time_zone: Type.String(),
    start_time: Type.String({ description: 'Connections started at or after this time; UTC.' }),
    end_time: Type.String({ description: 'Connections started at or before this time; UTC.' }),
    items: Type.Array(ConnectionSeriesItem, {
      description: 'Every hour, day or month that the range touches, first to last, also those without connections.',
    }),
  },
  { $id: 'ConnectionSeries', additionalProperties: false },
)
export type ConnectionSeries = Static<typeof ConnectionSeries>

/** Connections that have one value in common. */
export const ConnectionRankingItem = Type.Object(
  {
    value: Type.String({
      description:
        'What they have in common, in its newest spelling. The parameter that `filter` names finds just these connections by it, if it has at most 255 characters and none of them is NUL.',
    }),
    connections: CONNECTIONS,
    failures: FAILURES,
    breaks: BREAKS,
    users: USERS,
    connected_seconds: count(
      'How long they were, or have been up to now, established; whole seconds of the sum. One that broke off at an unknown time counts nothing.',
    ),
    e2e_rtt: LatencySummary,
    last_connection_start_time: Type.String({ description: 'Start of the newest, in UTC.' }),
  },
  { $id: 'ConnectionRankingItem', additionalProperties: false },
)
export type ConnectionRankingItem = Static<typeof ConnectionRankingItem>

/** Answer of ListConnectionRanking. */
export const ConnectionRanking = Type.Object(
  {
    by: Type.String(),
    order: Type.String(),
    filter: Type.String({ description: 'The query parameter that takes the value of an item.' }),
    start_time: Type.String({ description: 'Connections started at or after this time; UTC.' }),
    end_time: Type.String({ description: 'Connections started at or before this time; UTC.' }),
    group_count: count('Groups that are ranked, of which `limit` are told.'),
    connections_without_value: count('Connections that are in no group, since they have no such value.'),
    items: Type.Array(ConnectionRankingItem),
  },
  { $id: 'ConnectionRanking', additionalProperties: false },
)
export type ConnectionRanking = Static<typeof ConnectionRanking>
