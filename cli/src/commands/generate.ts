import { generateLines } from '@deskledger/sample-data'
import { Command, InvalidArgumentError, Option } from 'commander'
import { type Io, write } from '../io.js'
import { wholeNumber } from '../number-options.js'
import { parseStrictTime } from '../strict-time.js'

/** Fixed, so that the same arguments give the same bytes on every day. */
const DEFAULT_END = '2026-01-01T00:00:00Z'

const CHUNK_CHARACTERS = 65_536

interface GenerateFlags {
  readonly records: number
  readonly days: number
  readonly seed: number
  readonly endAt: string
}

/** `deskledger generate`: sample records on stdout. */
export function generateCommand(io: Io): Command {
  return new Command('generate')
    .summary('write realistic sample records to stdout')
    .description('Writes realistic connection records to stdout as NDJSON, one JSON object per line.')
    .addOption(new Option('--records <number>', 'how many').argParser(wholeNumber(0)).default(10_000))
    .addOption(
      new Option('--days <number>', 'days before the end that they spread over')
        .argParser(wholeNumber(1, 3660))
        .default(30),
    )
    .addOption(
      new Option('--seed <number>', 'another seed gives other people and desktops')
        .argParser(wholeNumber(Number.MIN_SAFE_INTEGER))
        .default(1),
    )
    .addOption(
      new Option('--end-at <time>', 'end of the days, an ISO time or `now`').argParser(endOption).default(DEFAULT_END),
    )
    .addHelpText(
      'after',
      `
The same arguments give the same bytes, unless --end-at is \`now\`.

Examples:
  $ deskledger generate --records 1000 > sample.ndjson
  $ deskledger generate --records 1000000 --days 30 --seed 7 --end-at now | deskledger import -`,
    )
    .action(async ({ endAt, ...options }: GenerateFlags) => {
      const end = endAt === 'now' ? io.clock() : new Date(endAt)
      let chunk = ''
      for (const line of generateLines({ ...options, endAt: end })) {
        chunk += `${line}\n`
        if (chunk.length < CHUNK_CHARACTERS) continue
        await write(io.stdout, chunk)
        chunk = ''
      }
      await write(io.stdout, chunk)
    })
}

function endOption(text: string): string {
  const year = parseStrictTime(text)?.getUTCFullYear() ?? 0
  if (text === 'now' || (year >= 2000 && year < 9999)) return text
  throw new InvalidArgumentError('It must be `now` or a real time of the years 2000 to 9998 like 2026-01-01T00:00:00Z.')
}
