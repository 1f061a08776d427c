import { Command } from 'commander'
import { type ConnectionFlags, connect, withConnection } from '../connection-settings.js'
import { type Io, write, writeJson } from '../io.js'
import { queryOf, withQueryOptions } from '../query-options.js'
import { drawTable } from '../table.js'

interface OnlineUsersFlags extends ConnectionFlags {
  readonly json?: boolean
}

/** `HH:00 : n` or `YYYY-MM-DD : n`, in two parts. */
const COLUMNS = [
  { heading: 'TIME', text: (count: string) => count.split(' : ')[0] },
  { heading: 'USERS', text: (count: string) => count.split(' : ')[1] },
]

/** `deskledger online-users`: users over time. */
export function onlineUsersCommand(io: Io): Command {
  const command = new Command('online-users')
    .summary('count online users by hour or day')
    .description('Counts the users who were online in each hour or day, in UTC; without a choice, the hours of today.')
  return withConnection(withQueryOptions(command, 'ListHistoryOnlineInfoNew'))
    .option('--json', 'print the counts as the API answers them')
    .addHelpText(
      'after',
      `
Examples:
  $ deskledger online-users
  $ deskledger online-users --query-type MONTH
  $ deskledger online-users --start-time 2026-01-01T00:00Z --end-time 2026-01-31T23:59Z --json`,
    )
    .action(async (flags: OnlineUsersFlags) => {
      const client = connect(flags, io.environment)
      const asked = queryOf('ListHistoryOnlineInfoNew', { ...flags })
      const query = Object.keys(asked).length === 0 ? { query_type: 'DAY' as const } : asked
      const answer = await client.listHistoryOnlineInfo(query)
      if (flags.json) return writeJson(io.stdout, answer)
      return write(io.stdout, drawTable(COLUMNS, answer.time_counts))
    })
}
