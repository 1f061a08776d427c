import type { PersonErasure } from '@deskledger/domain'
import type { Session } from '../database.js'
import { foldSql } from '../fold-sql.js'
import { folded } from '../query/where.js'
import { hasText, KEY, keyOf } from '../record-keys.js'

/** What identifies a person or the person's device; what happened, when, and on which desktop, stays. */
const PERSONAL = [
  'user_name',
  'domain',
  'terminal_name',
  'terminal_mac',
  'terminal_ip',
  'source_ip',
  'public_ip',
  'public_address',
]

const ERASED = [
  ...PERSONAL.map((column) => `${column} = NULL`),
  ...[KEY.user, KEY.address].map(({ column }) => `${column} = ${keyOf('NULL::VARCHAR')}`),
].join(', ')

/** The present states, and those that a held cut-off still needs. */
const TABLES = ['connection_record', 'superseded_record', 'removed_record'] as const

const IS_THEIRS = `project_id = $project_id AND ${hasText(KEY.user, '$user_name')}`

/** Holds that name the user, and holds of everybody that cover a record of the user. */
const HOLDS_OVER = `SELECT hold_id FROM legal_hold hold
  WHERE project_id = $project_id AND CASE WHEN user_name IS NOT NULL THEN ${foldSql('user_name')} = $user_name
    ELSE EXISTS (SELECT 1 FROM (SELECT connection_start_time FROM connection_record WHERE ${IS_THEIRS}) theirs
      WHERE (hold.started_from IS NULL OR hold.started_from <= theirs.connection_start_time)
        AND (hold.started_until IS NULL OR hold.started_until >= theirs.connection_start_time)) END
  ORDER BY hold_id`

/** Ids of the legal holds that forbid to erase a user. */
export async function legalHoldsOver(session: Session, projectId: string, userName: string): Promise<string[]> {
  const rows = await session.all(HOLDS_OVER, personOf(projectId, userName))
  return rows.map((row) => row['hold_id'] as string)
}

/** Erases a person from the records of a project, as one transaction. */
export function erasePerson(session: Session, projectId: string, userName: string): Promise<PersonErasure> {
  const person = personOf(projectId, userName)
  return session.transaction(async () => {
    const heldBy = await legalHoldsOver(session, projectId, userName)
    if (heldBy.length > 0) return { recordCount: 0, heldBy }
    const { found } = await session.one(
      `SELECT count(*)::DOUBLE AS found FROM connection_record WHERE ${IS_THEIRS}`,
      person,
    )
    for (const table of TABLES) await session.run(`UPDATE ${table} SET ${ERASED} WHERE ${IS_THEIRS}`, person)
    return { recordCount: found as number, heldBy }
  })
}

function personOf(projectId: string, userName: string): { project_id: string; user_name: string } {
  return { project_id: projectId, user_name: folded(userName) ?? '' }
}
