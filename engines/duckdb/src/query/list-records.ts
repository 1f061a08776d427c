import type { ConnectionRecord, Page, RecordQuery } from '@deskledger/domain'
import type { Row, Session } from '../database.js'
import { RECORD_COLUMNS } from '../record-columns.js'
import { countMatches } from './count-matches.js'
import type { PlacedPage } from './locate-page.js'
import { startsWithin } from './matches.js'
import { NEWEST_FIRST, whereOf } from './where.js'

const FACTS = RECORD_COLUMNS.map(({ column }) => column).join(', ')

/**
 * One page and the number of all matches, of one state of the table. Where the page lies in time is found first, on as few
 * columns as possible; wide rows are read and sorted only there.
 */
export function listRecords(
  session: Session,
  query: RecordQuery,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<Page<ConnectionRecord>> {
  return session.transaction(async () => {
    const { totalCount, place } = await countMatches(session, query)
    const rowCount = Math.min(limit, totalCount - offset)
    if (rowCount <= 0) return { items: [], totalCount }
    return { items: await readPage(session, query, await place({ offset, limit: rowCount })), totalCount }
  })
}

async function readPage(session: Session, query: RecordQuery, page: PlacedPage): Promise<ConnectionRecord[]> {
  const { sql, parameters } = whereOf(query)
  const rows = await session.all(
    `SELECT ${FACTS} FROM connection_record WHERE ${sql} AND ${startsWithin(page)}
     ORDER BY ${NEWEST_FIRST} LIMIT $limit OFFSET $offset`,
    { ...parameters, limit: page.limit, offset: page.offset },
  )
  return rows.map(toRecord)
}

/** A row of the table as a record: unknown facts are absent. */
function toRecord(row: Row): ConnectionRecord {
  const facts = RECORD_COLUMNS.map(({ name, column }) => [name, row[column]] as const)
  const known = facts.filter(([, value]) => value !== null && value !== undefined)
  return Object.fromEntries(known) as unknown as ConnectionRecord
}
