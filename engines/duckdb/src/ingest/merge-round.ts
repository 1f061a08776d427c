import type { LineRefusal } from '@deskledger/domain'
import type { Session } from '../database.js'
import { RECORD_COLUMNS } from '../record-columns.js'
import { KEY_VALUES } from '../record-keys.js'
import { MERGE_RESULTS, matchKnown } from './match-known.js'

/** Lines of a round, at most one of each transaction, and what every row they change is stamped with. */
export interface Round {
  readonly projectId: string
  /** Which of a transaction's lines these are, from 1. */
  readonly occurrence: number
  readonly sequence: number
  readonly receivedAt: Date
  /** Highest held cut-off that may need the state before this batch. */
  readonly heldUntil: number | undefined
}

/** What a round did. */
export interface RoundOutcome {
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  readonly conflicts: readonly LineRefusal[]
}

/**
 * Merges one line of each transaction into the table. The table is searched only for lines that may be known, and only
 * where their start times lie; what is not found there is looked up everywhere, since the same transaction with another
 * start is a conflict however far apart the two lie.
 */
export async function mergeRound(session: Session, round: Round): Promise<RoundOutcome> {
  const project = { project_id: round.projectId }
  const stamp = { sequence: BigInt(round.sequence), received_at: round.receivedAt }
  const lines = await linesOf(session, round.occurrence)
  if (lines.known > 0) {
    await session.run(matchKnown(lines.window, round.occurrence), project)
    await session.run(MARK_OTHER_STARTS, project)
    if (round.heldUntil !== undefined) {
      await session.run(KEEP_SUPERSEDED, { held: BigInt(round.heldUntil), sequence: stamp.sequence })
    }
    await session.run(UPDATE_KNOWN, stamp)
  }
  const isNew = lines.known > 0 ? `(NOT may_be_known OR ${MET_NOTHING})` : 'true'
  await session.run(insertNew(round.occurrence, isNew, lines.known + lines.fresh), { ...project, ...stamp })
  await session.run(countNew(round.occurrence, isNew), project)
  return lines.known > 0
    ? outcome(session, lines.fresh)
    : { created: lines.fresh, updated: 0, unchanged: 0, conflicts: [] }
}

interface Lines {
  readonly known: number
  readonly fresh: number
  /** The starts of the known ones, as literals: bounds that the engine can skip row groups by. */
  readonly window: string
}

async function linesOf(session: Session, occurrence: number): Promise<Lines> {
  const row = await session.one(
    `SELECT count(*) FILTER (may_be_known)::INTEGER AS known, count(*) FILTER (NOT may_be_known)::INTEGER AS fresh,
       epoch_ms(min(connection_start_time) FILTER (may_be_known)) AS first,
       epoch_ms(max(connection_start_time) FILTER (may_be_known)) AS last
     FROM staged WHERE occurrence = ${occurrence}`,
  )
  return {
    known: row['known'] as number,
    fresh: row['fresh'] as number,
    window: `connection_start_time BETWEEN make_timestamp_ms(${row['first']}) AND make_timestamp_ms(${row['last']})`,
  }
}

/** Lines that may be known but met no record where they start: their transaction may have another start. */
const MARK_OTHER_STARTS = `UPDATE met SET conflict = 'connection_start_time'
  WHERE target IS NULL AND transaction_id IN (
    SELECT transaction_id FROM connection_record WHERE project_id = $project_id AND transaction_id IN (
      SELECT transaction_id FROM met WHERE target IS NULL))`

/** Rows whose facts or revisions change; a line that tells nothing new writes nothing, and supersedes nothing. */
const IS_WRITTEN = `met.conflict IS NULL AND (
  met.changes OR t.revision <> met.revision OR t.field_revisions IS DISTINCT FROM met.field_revisions)`

const KEEP_SUPERSEDED = `INSERT INTO superseded_record
  SELECT t.*, $sequence FROM connection_record t JOIN met ON t.rowid = met.target
  WHERE t.sequence <= $held AND ${IS_WRITTEN}`

const UPDATE_KNOWN = `UPDATE connection_record AS t
  SET ${MERGE_RESULTS.map((column) => `${column} = met.${column}`).join(', ')}, received_at = $received_at, sequence = $sequence
  FROM met WHERE t.rowid = met.target AND ${IS_WRITTEN}`

const MET_NOTHING = 'place IN (SELECT place FROM met WHERE target IS NULL AND conflict IS NULL)'

const ALL_COLUMNS = RECORD_COLUMNS.map(({ column }) => column).join(', ')

/** Rows whose bounds the engine knows together. */
const ROW_GROUP_ROWS = 122_880

/** Only what fills several row groups is put in order of time: within one, order helps nobody. */
function insertNew(occurrence: number, isNew: string, lineCount: number): string {
  const order = lineCount > ROW_GROUP_ROWS ? 'ORDER BY connection_start_time' : ''
  return `INSERT INTO connection_record
    SELECT $project_id, ${ALL_COLUMNS}, public_address, revision, NULL, $received_at, $sequence, ${KEY_VALUES}
    FROM staged WHERE occurrence = ${occurrence} AND ${isNew} ${order}`
}

function countNew(occurrence: number, isNew: string): string {
  return `MERGE INTO record_hour AS known
    USING (SELECT date_trunc('hour', connection_start_time) AS starts_at, count(*) AS created
      FROM staged WHERE occurrence = ${occurrence} AND ${isNew} GROUP BY ALL) AS new
    ON known.project_id = $project_id AND known.starts_at = new.starts_at
    WHEN MATCHED THEN UPDATE SET record_count = known.record_count + new.created
    WHEN NOT MATCHED THEN INSERT VALUES ($project_id, new.starts_at, new.created)`
}

async function outcome(session: Session, fresh: number): Promise<RoundOutcome> {
  const counts = await session.one(
    `SELECT count(*) FILTER (conflict IS NULL AND target IS NULL)::INTEGER AS created,
      count(*) FILTER (conflict IS NULL AND changes)::INTEGER AS updated,
      count(*) FILTER (conflict IS NULL AND target IS NOT NULL AND NOT changes)::INTEGER AS unchanged,
      count(*) FILTER (conflict IS NOT NULL)::INTEGER AS conflicts FROM met`,
  )
  const conflicts =
    counts['conflicts'] === 0
      ? []
      : await session.all('SELECT place, transaction_id, conflict FROM met WHERE conflict IS NOT NULL ORDER BY place')
  return {
    created: (counts['created'] as number) + fresh,
    updated: counts['updated'] as number,
    unchanged: counts['unchanged'] as number,
    conflicts: conflicts.map((row) => toRefusal(row as { place: number; transaction_id: string; conflict: string })),
  }
}

function toRefusal(row: { place: number; transaction_id: string; conflict: string }): LineRefusal {
  const field = RECORD_COLUMNS.find(({ column }) => column === row.conflict)?.wire ?? row.conflict
  return {
    line: row.place + 1,
    transactionId: row.transaction_id,
    problem: row.conflict === 'connection_start_time' ? { kind: 'start-conflict' } : { kind: 'value-conflict', field },
  }
}
