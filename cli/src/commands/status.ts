import type { DesktopStatusStatistics } from '@deskledger/client'
import { Command } from 'commander'
import { type ConnectionFlags, connect, withConnection } from '../connection-settings.js'
import { count } from '../figures.js'
import { type Io, write, writeJson } from '../io.js'
import { type Column, drawTable } from '../table.js'

interface StatusFlags extends ConnectionFlags {
  readonly json?: boolean
}

interface StateCount {
  readonly of: string
  readonly state: string
  readonly desktops: number
}

const COLUMNS: readonly Column<StateCount>[] = [
  { heading: 'OF', text: ({ of }) => of },
  { heading: 'STATE', text: ({ state }) => state },
  { heading: 'DESKTOPS', text: ({ desktops }) => count(desktops) },
]

/** What connection records tell; other states are shown only where the endpoint has counted some. */
const ALWAYS_SHOWN = ['in use', 'ready']

/** `deskledger status`: desktops by state. */
export function statusCommand(io: Io): Command {
  const command = new Command('status')
    .summary('count desktops by state')
    .description('Counts desktops by state, as far as connection records tell: in use, or ready.')
  return withConnection(command)
    .option('--json', 'print all counts as the API answers them')
    .addHelpText(
      'after',
      `
Examples:
  $ deskledger status
  $ deskledger status --json | jq '.statics[0].in_use_num'`,
    )
    .action(async (flags: StatusFlags) => {
      const answer = await connect(flags, io.environment).listInstancesStatus()
      if (flags.json) return writeJson(io.stdout, answer)
      return write(io.stdout, drawTable(COLUMNS, answer.statics.flatMap(statesOf)))
    })
}

function statesOf({ static_name: of, ...counts }: DesktopStatusStatistics): StateCount[] {
  return Object.entries(counts)
    .map(([name, desktops]) => ({ of, state: name.replace(/_num$/, '').replaceAll('_', ' '), desktops }))
    .filter(({ state, desktops }) => desktops > 0 || ALWAYS_SHOWN.includes(state))
}
