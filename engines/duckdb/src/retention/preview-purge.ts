import type { PurgeDay } from '@deskledger/domain'
import type { Session } from '../database.js'
import { startsWithin } from '../query/matches.js'
import { IS_HELD } from './legal-holds.js'

/** What a purge would do now with the records of a project, by the day of UTC on which they started, oldest first. */
export async function previewPurge(
  session: Session,
  { projectId, limit }: { readonly projectId: string; readonly limit: Date },
): Promise<readonly PurgeDay[]> {
  const rows = await session.all(
    `SELECT date_trunc('day', connection_start_time)::TIMESTAMP AS day,
       count(*) FILTER (NOT is_held)::DOUBLE AS deleted, count(*) FILTER (is_held)::DOUBLE AS held
     FROM (SELECT connection_start_time, ${IS_HELD} AS is_held FROM connection_record t
       WHERE project_id = $project_id AND ${startsWithin({ untilMs: limit.getTime() })})
     GROUP BY day ORDER BY day`,
    { project_id: projectId },
  )
  return rows.map((row) => ({
    day: row['day'] as Date,
    deletedCount: row['deleted'] as number,
    heldCount: row['held'] as number,
  }))
}
