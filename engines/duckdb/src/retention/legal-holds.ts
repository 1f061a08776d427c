import type { LegalHold } from '@deskledger/domain'
import type { Row, Session } from '../database.js'
import { foldSql } from '../fold-sql.js'

/** SQL: a legal hold covers the row of `connection_record` that is called `t`. */
export const IS_HELD = `EXISTS (SELECT 1 FROM legal_hold hold
  WHERE hold.project_id = t.project_id
    AND (hold.user_name IS NULL OR ${foldSql('hold.user_name')} = ${foldSql('t.user_name')})
    AND (hold.started_from IS NULL OR hold.started_from <= t.connection_start_time)
    AND (hold.started_until IS NULL OR hold.started_until >= t.connection_start_time))`

export function addLegalHold(session: Session, hold: LegalHold): Promise<void> {
  return session.run(
    `INSERT INTO legal_hold VALUES
      ($id, $project_id, $user_name, $started_from, $started_until, $reason, $created_at, $created_by)`,
    {
      id: hold.id,
      project_id: hold.projectId,
      user_name: hold.userName ?? null,
      started_from: hold.startedFrom ?? null,
      started_until: hold.startedUntil ?? null,
      reason: hold.reason,
      created_at: hold.createdAt,
      created_by: hold.createdBy,
    },
  )
}

/** Oldest first. */
export async function listLegalHolds(session: Session, projectId: string): Promise<readonly LegalHold[]> {
  const rows = await session.all(
    'SELECT * FROM legal_hold WHERE project_id = $project_id ORDER BY created_at, hold_id',
    { project_id: projectId },
  )
  return rows.map(toLegalHold)
}

/** @returns whether there was one */
export async function removeLegalHold(session: Session, projectId: string, id: string): Promise<boolean> {
  const gone = await session.all(
    'DELETE FROM legal_hold WHERE project_id = $project_id AND hold_id = $id RETURNING hold_id',
    { project_id: projectId, id },
  )
  return gone.length > 0
}

function toLegalHold(row: Row): LegalHold {
  return {
    id: row['hold_id'] as string,
    projectId: row['project_id'] as string,
    userName: (row['user_name'] as string | null) ?? undefined,
    startedFrom: (row['started_from'] as Date | null) ?? undefined,
    startedUntil: (row['started_until'] as Date | null) ?? undefined,
    reason: row['reason'] as string,
    createdAt: row['created_at'] as Date,
    createdBy: row['created_by'] as string,
  }
}
