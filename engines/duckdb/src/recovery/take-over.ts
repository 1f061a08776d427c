import type { Session } from '../database.js'
import { quote } from '../quote.js'
import { takeRows } from './take-rows.js'

/** Tables that are not taken as they are: records and batches are taken by batch, the others follow from them or say nothing. */
const NOT_TAKEN_AS_THEY_ARE = [
  'connection_record',
  'superseded_record',
  'removed_record',
  'record_hour',
  'ingest_batch',
  'schema_migration',
  'ledger_chain',
  'lost_batch',
]

/** What was taken over from a damaged database. */
export interface TakenOver {
  /** Records that were not there before. */
  readonly created: number
  /** Records that were there as they had been earlier. */
  readonly updated: number
  /** Rows of records that cannot be read; some of them may be ones that were there already. */
  readonly unreadableRows: number
  /** Records by the batch that last changed them. */
  readonly perBatch: ReadonlyMap<number, number>
  /** Whether tasks, users, keys and the like were taken, too: all of them or none. */
  readonly hasTakenTheRest: boolean
}

/**
 * Takes over what a damaged database holds beyond a batch: the later batches with the records that
 * they changed last, as they are there; tasks, users and keys if all of them can be read.
 *
 * @param damaged path of the damaged one, which is not changed
 * @returns undefined when it has another schema
 */
export async function takeOver(session: Session, damaged: string, afterBatch: number): Promise<TakenOver | undefined> {
  await session.run(`ATTACH ${quote(damaged)} AS damaged (READ_ONLY)`)
  try {
    if (!(await hasSameSchema(session))) return undefined
    await session.run('CREATE OR REPLACE TEMP TABLE taken AS SELECT * FROM connection_record LIMIT 0')
    const { unreadableRows } = await takeRows(session, {
      from: 'damaged.main.connection_record',
      into: 'temp.main.taken',
      condition: `sequence > ${Math.trunc(afterBatch)}`,
    })
    const tables = await readableRest(session)
    const hasBatches = await canBeRead(session, 'ingest_batch')
    return await session.transaction(async () => {
      const counts = await mergeTaken(session)
      if (hasBatches) await session.run(`INSERT INTO ingest_batch BY NAME ${batchesAfter(afterBatch)}`)
      for (const table of tables) {
        await session.run(`DELETE FROM ${table}`)
        await session.run(`INSERT INTO ${table} BY NAME SELECT * FROM damaged.main.${table}`)
      }
      return { ...counts, unreadableRows, hasTakenTheRest: tables.length > 0 }
    })
  } finally {
    await session.run('DROP TABLE IF EXISTS temp.main.taken')
    await session.run('DETACH damaged')
  }
}

async function hasSameSchema(session: Session): Promise<boolean> {
  const { differing } = await session.one(
    `SELECT count(*) AS differing FROM (FROM schema_migration EXCEPT FROM damaged.main.schema_migration)`,
  )
  return differing === 0n
}

/** The other tables, if every block of each can be read; else none, since they belong together. */
async function readableRest(session: Session): Promise<readonly string[]> {
  const rows = await session.all(
    "SELECT table_name AS name FROM duckdb_tables() WHERE database_name = current_database() AND schema_name = 'main'",
  )
  const tables = rows.map(({ name }) => String(name)).filter((name) => !NOT_TAKEN_AS_THEY_ARE.includes(name))
  for (const table of tables) if (!(await canBeRead(session, table))) return []
  return tables
}

/** Whether every block of a damaged table can be read. */
async function canBeRead(session: Session, table: string): Promise<boolean> {
  try {
    await session.all(`SELECT bit_xor(hash(t)) FROM damaged.main.${table} AS t`)
    return true
  } catch (error) {
    if (!session.isUsable) throw error
    return false
  }
}

function batchesAfter(sequence: number): string {
  return `SELECT * FROM damaged.main.ingest_batch WHERE sequence > ${Math.trunc(sequence)}`
}

async function mergeTaken(session: Session): Promise<Pick<TakenOver, 'created' | 'updated' | 'perBatch'>> {
  const { updated } = await session.one(
    'SELECT count(*)::INTEGER AS updated FROM connection_record SEMI JOIN temp.main.taken USING (project_id, transaction_id)',
  )
  await session.run(
    `DELETE FROM connection_record AS known USING temp.main.taken AS t
     WHERE known.project_id = t.project_id AND known.transaction_id = t.transaction_id`,
  )
  await session.run('INSERT INTO connection_record FROM temp.main.taken')
  await session.run('DELETE FROM record_hour')
  await session.run(
    `INSERT INTO record_hour
     SELECT project_id, date_trunc('hour', connection_start_time), count(*) FROM connection_record GROUP BY ALL`,
  )
  const batches = await session.all('SELECT sequence, count(*) AS records FROM temp.main.taken GROUP BY ALL')
  const perBatch = new Map(batches.map(({ sequence, records }) => [Number(sequence), Number(records)]))
  const total = [...perBatch.values()].reduce((sum, records) => sum + records, 0)
  return { created: total - Number(updated), updated: Number(updated), perBatch }
}
