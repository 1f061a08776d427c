import type { Operation } from '../operation.js'
import * as parameters from '../parameters.js'
import { ConnectionRanking, ConnectionSeries } from '../schemas/statistics.js'

const STATISTICS = {
  method: 'GET',
  isExtension: true,
  errorShape: 'service',
  access: { scope: 'project', action: 'workspace:connections:securityList' },
  effect: 'read',
  pathParameters: parameters.ProjectPath,
} as const

/** What connection records are like together: extensions, with the filters and the access of ListLoginRecordsNew. */
export const CONNECTION_STATISTICS = {
  ShowConnectionSeries: {
    ...STATISTICS,
    path: '/v2/{project_id}/connections/statistics/series',
    summary: 'Count connections, users and latencies over time',
    description:
      'By local hours, days or months of the time zone. Connections are counted where they started, within the range; so the sum is the total_count of ListLoginRecordsNew. Online users are counted in whole buckets, up to now. The hour that comes twice when clocks are put back is two buckets. At most 2,000 buckets.',
    query: parameters.SeriesQuery,
    answer: { status: 200, description: 'The series.', mediaType: 'application/json', schema: ConnectionSeries },
  },
  ListConnectionRanking: {
    ...STATISTICS,
    path: '/v2/{project_id}/connections/statistics/ranking',
    summary: 'Rank users, desktops, networks and the like by their connections',
    description:
      'Groups the connections of the range by a value they have in common and tells those with most of something first; equal ones by more connections, then by value. Names and terminal types are grouped ignoring case. Connections without the value, or whose address is none, are in no group, and are counted.',
    query: parameters.RankingQuery,
    answer: { status: 200, description: 'The first groups.', mediaType: 'application/json', schema: ConnectionRanking },
  },
} as const satisfies Record<string, Operation>
