import type { ConnectionRecordView } from '@deskledger/client'
import { Command } from 'commander'
import { type ConnectionFlags, connect, withConnection } from '../connection-settings.js'
import { UsageError } from '../failures.js'
import { count } from '../figures.js'
import { type Io, write } from '../io.js'
import { queryOf, withQueryOptions } from '../query-options.js'
import { type Column, drawTable } from '../table.js'

interface ListFlags extends ConnectionFlags {
  readonly all?: boolean
  readonly json?: boolean
}

const COLUMNS: readonly Column<ConnectionRecordView>[] = [
  { heading: 'STARTED', text: (record) => record.connection_start_time },
  { heading: 'USER', text: (record) => record.user_name },
  { heading: 'DESKTOP', text: (record) => record.computer_name },
  { heading: 'TERMINAL', text: (record) => record.terminal_type },
  { heading: 'EGRESS IP', text: (record) => record.public_ip },
  { heading: 'E2E MS', text: (record) => record.e2e_rtt?.toString() },
  { heading: 'OUTCOME', text: (record) => record.connection_failure_reason || endOf(record) },
]

/** `deskledger list`: connection records by filters. */
export function listCommand(io: Io): Command {
  const command = new Command('list')
    .summary('list connection records')
    .description('Lists connection records, newest first. Filters are those of ListLoginRecordsNew.')
  const limit = 'Page size; 0 tells only how many records match.'
  return withConnection(withQueryOptions(command, 'ListLoginRecordsNew', { limit }))
    .option('--all', 'walk all pages, not just one')
    .option('--json', 'print one JSON object per line (NDJSON), with every field')
    .addHelpText(
      'after',
      `
Examples:
  $ deskledger list --user-name ada --limit 5
  $ deskledger list --start-time 2026-01-01T00:00Z --end-time 2026-01-31T23:59Z --all --json > january.ndjson`,
    )
    .action(async (flags: ListFlags) => {
      const client = connect(flags, io.environment)
      const query = queryOf('ListLoginRecordsNew', { ...flags })
      if (flags.all) {
        const { offset, limit, ...filter } = query
        if (offset !== undefined || limit !== undefined)
          throw new UsageError(['--all goes without --offset and --limit.'])
        return printAll(io, client.connectionRecords(filter), flags)
      }
      const page = await client.listLoginRecords(query)
      await print(io, page.records, flags)
      await write(io.stderr, `${count(page.records.length)} of ${count(page.total_count)} records\n`)
    })
}

/** Rows that share a table; later tables of a long list are aligned by themselves. */
const TABLE_ROWS = 1000

async function printAll(io: Io, records: AsyncIterable<ConnectionRecordView>, flags: ListFlags): Promise<void> {
  let total = 0
  let rows: ConnectionRecordView[] = []
  for await (const record of records) {
    total++
    if (rows.push(record) < TABLE_ROWS) continue
    await print(io, rows, flags)
    rows = []
  }
  if (rows.length > 0 || total === 0) await print(io, rows, flags)
  await write(io.stderr, `${count(total)} records\n`)
}

function print(io: Io, records: readonly ConnectionRecordView[], { json }: ListFlags): Promise<void> {
  const text = json ? records.map((record) => `${JSON.stringify(record)}\n`).join('') : drawTable(COLUMNS, records)
  return write(io.stdout, text)
}

function endOf({ connection_end_time }: ConnectionRecordView): string {
  return connection_end_time === undefined ? 'open' : `ended ${connection_end_time}`
}
