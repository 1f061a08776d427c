import type { GenerateOptions } from '@deskledger/sample-data'
import { DAY_MS } from '../data-set.js'
import { COLUMN_LIST, MERGE_ASSIGNMENTS, PEER_COLUMNS, type PeerKind } from './peer-columns.js'

const SQL_TYPES: Readonly<Record<PeerKind, string>> = {
  text: 'text',
  instant: 'timestamp(3)',
  integer: 'integer',
  boolean: 'boolean',
}

const COLUMNS = PEER_COLUMNS.map(({ name, kind }) => `"${name}" ${SQL_TYPES[kind]}`).join(', ')

/** What a person would index for these questions; the first also finds what a merge conflicts with. */
export const INDEXES = `
  CREATE UNIQUE INDEX IF NOT EXISTS by_transaction
    ON connection_record (project_id, transaction_id, connection_start_time);
  CREATE INDEX IF NOT EXISTS by_start ON connection_record (project_id, connection_start_time DESC, transaction_id);
  CREATE INDEX IF NOT EXISTS by_user ON connection_record (project_id, lower(user_name), connection_start_time DESC);
  CREATE INDEX IF NOT EXISTS by_address ON connection_record (project_id, public_ip, connection_start_time DESC);
`

/** Merges the rows of `arrived`, one for each transaction. */
export const MERGE = `
  INSERT INTO connection_record (${COLUMN_LIST}) SELECT ${COLUMN_LIST} FROM arrived
  ON CONFLICT (project_id, transaction_id, connection_start_time) DO UPDATE SET ${MERGE_ASSIGNMENTS}
`

/** The table with a partition for each day of a data set, and one of the session's own where rows arrive to be merged. */
export function tables({ endAt, days }: GenerateOptions): string {
  const lastDay = Math.floor(endAt.getTime() / DAY_MS)
  const date = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10)
  const partitions = Array.from({ length: days + 1 }, (_, back) => {
    const [from, to] = [date(lastDay - back), date(lastDay - back + 1)]
    const name = `connection_record_${from.replaceAll('-', '')}`
    return `CREATE TABLE IF NOT EXISTS ${name} PARTITION OF connection_record FOR VALUES FROM ('${from}') TO ('${to}');`
  })
  return `
    CREATE TABLE IF NOT EXISTS connection_record (${COLUMNS}) PARTITION BY RANGE (connection_start_time);
    ${partitions.join('\n')}
    CREATE TEMPORARY TABLE arrived (${COLUMNS}) ON COMMIT DELETE ROWS;
  `
}
