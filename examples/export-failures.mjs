// Delivers a record, exports what failed or was slow in the last day as CSV, and prints the file.
import { DeskledgerClient } from '@deskledger/client'

const client = new DeskledgerClient({
  endpoint: process.env.DESKLEDGER_ENDPOINT,
  projectId: process.env.DESKLEDGER_PROJECT_ID,
  accessKey: process.env.DESKLEDGER_ACCESS_KEY,
  secretKey: process.env.DESKLEDGER_SECRET_KEY,
})

const startedAt = new Date(Date.now() - 3_600_000).toISOString()
const record = {
  transaction_id: `example-${startedAt}`,
  connection_start_time: startedAt,
  user_name: 'CORP\\zoe',
  computer_name: 'DESK-0001',
  e2e_rtt: 412,
  connection_failure_reason: 'gateway timeout',
}
await client.ingestConnectionRecords(`${JSON.stringify(record)}\n`)

const { body } = await client.exportConnections(
  { format: 'csv', min_e2e_rtt: 200, time_zone: 'Europe/Berlin' },
  { onProgress: ({ status, progress }) => console.error(status, progress?.rows_written ?? 0) },
)
process.stdout.write(await new Response(body).text())
