import type { ConnectionRanking, ConnectionSeries } from '@deskledger/client'
import { Command } from 'commander'
import { type ConnectionFlags, connect, withConnection } from '../connection-settings.js'
import { count } from '../figures.js'
import { type Io, write, writeJson } from '../io.js'
import { queryOf, withQueryOptions } from '../query-options.js'
import { rankingText, seriesText } from '../statistics-tables.js'

type Flags = ConnectionFlags & { readonly json?: boolean }

/** `deskledger statistics`: what connections are like together. */
export function statisticsCommand(io: Io): Command {
  return new Command('statistics')
    .summary('count connections over time; rank users, desktops, networks')
    .description('Tells what connections are like together: over time, or by what they have in common.')
    .addHelpText(
      'after',
      `
Examples:
  $ deskledger statistics series
  $ deskledger statistics series --grain DAY --time-zone Asia/Shanghai --start-time 2026-01-01T00:00Z --end-time 2026-01-31T23:59Z
  $ deskledger statistics ranking --order median_e2e_rtt --min-connections 20
  $ deskledger statistics ranking --by network --status failed --json`,
    )
    .addCommand(seriesCommand(io))
    .addCommand(rankingCommand(io))
}

function seriesCommand(io: Io): Command {
  const command = new Command('series')
    .summary('by hour, day or month')
    .description('Counts connections, failures, users and latencies by local hours, days or months.')
  return withConnection(withQueryOptions(command, 'ShowConnectionSeries'))
    .option('--json', 'print the series as the API answers it')
    .action(async (flags: Flags) => {
      const query = queryOf('ShowConnectionSeries', { ...flags })
      const series: ConnectionSeries = await connect(flags, io.environment).showConnectionSeries(query)
      return flags.json ? writeJson(io.stdout, series) : write(io.stdout, seriesText(series))
    })
}

function rankingCommand(io: Io): Command {
  const command = new Command('ranking')
    .summary('by user, desktop, network and the like')
    .description('Tells which users, desktops, networks, versions or failure reasons have most connections.')
  return withConnection(withQueryOptions(command, 'ListConnectionRanking'))
    .option('--json', 'print the ranking as the API answers it')
    .action(async (flags: Flags) => {
      const query = queryOf('ListConnectionRanking', { ...flags })
      const ranking: ConnectionRanking = await connect(flags, io.environment).listConnectionRanking(query)
      if (flags.json) return writeJson(io.stdout, ranking)
      await write(io.stdout, rankingText(ranking))
      const { items, group_count, connections_without_value } = ranking
      const outside = `${count(connections_without_value)} connections without ${ranking.by}`
      await write(io.stderr, `${count(items.length)} of ${count(group_count)} groups; ${outside}\n`)
    })
}
