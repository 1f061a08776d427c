import type { DesktopCounts, ProjectScope } from '@deskledger/domain'
import type { Session } from '../database.js'
import { foldSql } from '../fold-sql.js'
import { recordsWithin } from './where.js'

const DESKTOP = `coalesce(${foldSql("nullif(computer_name, '')")}, nullif(sid, ''))`

const IS_OPEN = `connection_end_time IS NULL
  AND (connection_setup_time IS NOT NULL OR coalesce(connection_failure_reason, '') = '')`

/** What decides about a desktop; states compare by their first members first. */
const STATE = `{'start': connection_start_time, 'transaction': transaction_id, 'is_open': ${IS_OPEN}}`

/** Counts desktops by their latest connection. Memory grows with the desktops alone; names are folded once per spelling. */
export async function countDesktops(session: Session, scope: ProjectScope): Promise<DesktopCounts> {
  const { sql: where, parameters } = recordsWithin(scope, [])
  const row = await session.one(
    `WITH spelled AS (
       SELECT computer_name, sid, max(${STATE}) AS latest
       FROM connection_record WHERE ${where} GROUP BY computer_name, sid
     ), desktops AS (
       SELECT ${DESKTOP} AS desktop, max(latest) AS latest FROM spelled WHERE desktop IS NOT NULL GROUP BY desktop
     )
     SELECT (count(*) FILTER (latest.is_open))::INTEGER AS in_use,
            (count(*) FILTER (NOT latest.is_open))::INTEGER AS ready FROM desktops`,
    parameters,
  )
  return { inUse: row['in_use'] as number, ready: row['ready'] as number }
}
