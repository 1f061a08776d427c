import { parseArgs } from 'node:util'
import { QUESTIONS } from './every-question.js'
import type { Scale } from './question.js'
import { FULL, HUGE, QUICK } from './scales.js'

const USAGE = `Usage: npm run bench -- [--full | --huge] [--peers | --no-peers] [--rounds N] [--only NAME]... [--keep-data DIR]

  --full            a million and ten million records instead of a hundred thousand
  --huge            the same, and growth up to fifty million
  --peers           PostgreSQL and SQLite, too; installed on first use. --full and --huge have them
  --no-peers        --full or --huge without them
  --rounds N        how often contenders take turns, instead of 3 times
  --only NAME       just this question: ${QUESTIONS.map(({ name }) => name).join(', ')}
  --keep-data DIR   keep the filled ledgers there, and use those that are there already
  -h, --help        print this
`

/** What the bench is to do. */
export interface Asked {
  readonly scale: Scale
  readonly hasPeers: boolean
  readonly only: readonly string[]
  readonly keepData: string | undefined
}

/**
 * @returns undefined when help is asked for
 * @throws {TypeError} the arguments make no sense
 */
function asked(): Asked | undefined {
  const { values } = parseArgs({
    allowNegative: true,
    options: {
      full: { type: 'boolean', default: false },
      huge: { type: 'boolean', default: false },
      peers: { type: 'boolean' },
      rounds: { type: 'string' },
      only: { type: 'string', multiple: true, default: [] },
      'keep-data': { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) return undefined
  const unknown = values.only.find((name) => !QUESTIONS.some((question) => question.name === name))
  if (unknown !== undefined) throw new TypeError(`There is no question ${unknown}`)
  const scale = values.huge ? HUGE : values.full ? FULL : QUICK
  const rounds = values.rounds === undefined ? scale.rounds : Number(values.rounds)
  if (!(Number.isInteger(rounds) && rounds > 0)) throw new TypeError(`--rounds ${values.rounds} is no number of rounds`)
  return {
    scale: { ...scale, rounds },
    hasPeers: values.peers ?? scale !== QUICK,
    only: values.only,
    keepData: values['keep-data'],
  }
}

/** What was asked for, or undefined after telling what can be asked for. */
export function askedOrHelped(): Asked | undefined {
  try {
    const wanted = asked()
    if (wanted === undefined) process.stdout.write(USAGE)
    return wanted
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n\n${USAGE}`)
    process.exitCode = 2
    return undefined
  }
}
