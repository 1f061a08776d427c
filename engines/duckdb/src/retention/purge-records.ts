import type { Clock, PurgeOutcome } from '@deskledger/domain'
import type { Session } from '../database.js'
import type { SerialWriter } from '../serial-writer.js'
import type { HeldCutOffs } from './held-cut-offs.js'
import { IS_HELD } from './legal-holds.js'
import { removeSome } from './remove-some.js'

const DAY_MS = 86_400_000

/** What a purge needs of its store. */
export interface PurgeParts {
  readonly writer: SerialWriter
  readonly held: HeldCutOffs
  readonly clock: Clock
  readonly signal?: AbortSignal | undefined
}

/**
 * Removes what started before `limit`, day by day, oldest first. Each step is a turn of the writer, so batches go on
 * between them. What a signal stops is gone on with by the next purge.
 */
export async function purgeRecords({ writer, held, clock, signal }: PurgeParts, limit: Date): Promise<PurgeOutcome> {
  let deletedCount = 0
  for (const { projectId, day } of await writer.run((session) => daysBefore(session, limit))) {
    const stretch = { fromMs: day.getTime(), untilMs: Math.min(day.getTime() + DAY_MS, limit.getTime()) }
    for (let isAll = false; !isAll; ) {
      signal?.throwIfAborted()
      const step = await writer.run((session) => removeSome(session, { projectId, stretch, heldUntil: held.newest }))
      deletedCount += step.deletedCount
      isAll = step.isAll
    }
  }
  return writer.run(async (session) => {
    await session.run('INSERT INTO purge VALUES ($limit, $now, $deleted)', {
      limit,
      now: clock(),
      deleted: BigInt(deletedCount),
    })
    const { held: count } = await session.one(
      `SELECT count(*) AS held FROM connection_record t WHERE connection_start_time < $limit AND ${IS_HELD}`,
      { limit },
    )
    return { deletedCount, heldCount: Number(count) }
  })
}

/** The purge that ended last. */
export async function lastPurge(session: Session): Promise<{ limit: Date; endedAt: Date } | undefined> {
  const [row] = await session.all('SELECT started_before, ended_at FROM purge ORDER BY rowid DESC LIMIT 1')
  return row && { limit: row['started_before'] as Date, endedAt: row['ended_at'] as Date }
}

/** Days that have records and began before `limit`. */
async function daysBefore(session: Session, limit: Date): Promise<{ projectId: string; day: Date }[]> {
  const rows = await session.all(
    `SELECT DISTINCT project_id, date_trunc('day', starts_at)::TIMESTAMP AS day FROM record_hour
     WHERE starts_at < $limit ORDER BY day, project_id`,
    { limit },
  )
  return rows.map((row) => ({ projectId: row['project_id'] as string, day: row['day'] as Date }))
}
