import type { RecordQuery } from '@deskledger/domain'
import type { DuckDBConnection } from '@duckdb/node-api'

/** The list as a person would ask the table for it at a prompt: what is matched is the same, nothing is tuned. */
export async function plainList(
  connection: DuckDBConnection,
  query: RecordQuery,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<{ totalCount: number; transactionIds: string[] }> {
  const { startedFrom, startedUntil, userName, terminalType, publicIp, e2eRttMs } = query
  const terms = [
    { sql: 'project_id = $project', name: 'project', value: query.projectId },
    { sql: 'connection_start_time >= $from::TIMESTAMP', name: 'from', value: startedFrom?.toISOString() },
    { sql: 'connection_start_time <= $until::TIMESTAMP', name: 'until', value: startedUntil?.toISOString() },
    { sql: 'lower(user_name) = lower($user)', name: 'user', value: userName },
    { sql: "terminal_type ILIKE '%' || $terminal || '%'", name: 'terminal', value: terminalType },
    { sql: 'public_ip = $address', name: 'address', value: publicIp },
    { sql: 'e2e_rtt >= $latency', name: 'latency', value: e2eRttMs?.min },
  ]
  const asked = terms.flatMap(({ value, ...term }) => (value === undefined ? [] : [{ ...term, value }]))
  const values = Object.fromEntries(asked.map(({ name, value }) => [name, value]))
  const matching = `FROM connection_record WHERE ${asked.map(({ sql }) => sql).join(' AND ')}`
  const counted = await connection.runAndReadAll(`SELECT count(*) AS total ${matching}`, values)
  const page = await connection.runAndReadAll(
    `SELECT * ${matching} ORDER BY connection_start_time DESC, transaction_id LIMIT ${limit} OFFSET ${offset}`,
    values,
  )
  return {
    totalCount: Number(counted.getRowObjectsJS()[0]?.['total']),
    transactionIds: page.getRowObjectsJS().map((row) => String(row['transaction_id'])),
  }
}
