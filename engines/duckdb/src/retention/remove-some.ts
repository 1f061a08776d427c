import type { Session } from '../database.js'
import { type Stretch, startsWithin } from '../query/matches.js'
import { IS_HELD } from './legal-holds.js'

/** Rows that one transaction removes at most, so that batches have their turn soon. */
const STEP_ROWS = 20_000

/** Where a step of a purge looks. */
export interface RemovalStep {
  readonly projectId: string
  /** Within one day. */
  readonly stretch: Stretch
  /** The newest cut-off that may need what is removed. */
  readonly heldUntil: { readonly sequence: number } | undefined
}

/** Removes some records of a stretch that no legal hold covers, as one transaction. */
export async function removeSome(
  session: Session,
  { projectId, stretch, heldUntil }: RemovalStep,
): Promise<{ readonly deletedCount: number; readonly isAll: boolean }> {
  const within = startsWithin(stretch)
  return session.transaction(async () => {
    await session.run(
      `CREATE OR REPLACE TEMP TABLE removable AS SELECT rowid AS target FROM connection_record t
       WHERE project_id = $project_id AND ${within} AND NOT ${IS_HELD} LIMIT ${STEP_ROWS}`,
      { project_id: projectId },
    )
    const { found } = await session.one('SELECT count(*)::INTEGER AS found FROM removable')
    const deletedCount = found as number
    if (deletedCount === 0) return { deletedCount, isAll: true }
    await session.run('UPDATE removal_count SET removals = removals + 1')
    const targets = `${within} AND rowid IN (SELECT target FROM removable)`
    if (heldUntil !== undefined) {
      await session.run(
        `INSERT INTO removed_record SELECT *, (SELECT removals FROM removal_count) FROM connection_record
         WHERE sequence <= $held AND ${targets}`,
        { held: BigInt(heldUntil.sequence) },
      )
    }
    const project = { project_id: projectId }
    await session.run(
      `UPDATE record_hour SET record_count = record_count - gone.deleted
       FROM (SELECT date_trunc('hour', connection_start_time) AS starts_at, count(*) AS deleted
         FROM connection_record WHERE ${targets} GROUP BY ALL) AS gone
       WHERE project_id = $project_id AND record_hour.starts_at = gone.starts_at`,
      project,
    )
    await session.run(`DELETE FROM connection_record WHERE ${targets}`)
    await session.run('DELETE FROM record_hour WHERE record_count = 0 AND project_id = $project_id', project)
    return { deletedCount, isAll: deletedCount < STEP_ROWS }
  })
}
