import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type AvailablePeers, availablePeers } from './contenders/available-peers.js'
import { peerPackageVersions } from './contenders/peer-packages.js'
import { thisMachine } from './machine.js'
import type { Question, Scale } from './question.js'
import { exporting } from './questions/export.js'
import { fairness } from './questions/fairness.js'
import { growth } from './questions/growth.js'
import { ingest } from './questions/ingest.js'
import { list } from './questions/list.js'
import { memory } from './questions/memory.js'
import { mixed } from './questions/mixed.js'
import { size } from './questions/size.js'
import { start } from './questions/start.js'
import { type Report, toMarkdown } from './report.js'
import { FULL, HUGE, QUICK } from './scales.js'

const QUESTIONS: readonly Question[] = [ingest, list, mixed, fairness, start, size, exporting, memory, growth]

const RESULTS = fileURLToPath(new URL('../results/', import.meta.url))

/** Threads for engine and compression, as `deskledger serve` has them; Node reads this only when it starts. */
const THREAD_POOL_SIZE = '16'

const USAGE = `Usage: npm run bench -- [--full | --huge] [--peers] [--only NAME]... [--keep-data DIR]

  --full            a million and ten million records instead of a hundred thousand
  --huge            the same, and growth up to fifty million
  --peers           PostgreSQL and SQLite, too; installed on first use. --full and --huge have them
  --only NAME       just this question: ${QUESTIONS.map(({ name }) => name).join(', ')}
  --keep-data DIR   keep the filled ledgers there, and use those that are there already
`

interface Asked {
  readonly scale: Scale
  readonly hasPeers: boolean
  readonly only: readonly string[]
  readonly keepData: string | undefined
}

/** @throws {TypeError} the arguments make no sense */
function asked(): Asked {
  const { values } = parseArgs({
    options: {
      full: { type: 'boolean', default: false },
      huge: { type: 'boolean', default: false },
      peers: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true, default: [] },
      'keep-data': { type: 'string' },
    },
  })
  const unknown = values.only.find((name) => !QUESTIONS.some((question) => question.name === name))
  if (unknown !== undefined) throw new TypeError(`There is no question ${unknown}`)
  const scale = values.huge ? HUGE : values.full ? FULL : QUICK
  return { scale, hasPeers: scale !== QUICK || values.peers, only: values.only, keepData: values['keep-data'] }
}

const NO_PEERS: AvailablePeers = { peers: [], leftOut: [] }

async function run({ scale, hasPeers, only, keepData }: Asked): Promise<void> {
  const questions = QUESTIONS.filter(({ name, isOnlyFull = false }) =>
    only.length > 0 ? only.includes(name) : scale !== QUICK || !isOnlyFull,
  )
  const scratch = await mkdtemp(join(tmpdir(), 'deskledger-bench-'))
  // A server that must not run as root reaches its own directory within.
  await chmod(scratch, 0o711)
  const ledgers = keepData === undefined ? join(scratch, 'ledgers') : resolve(keepData)
  const remove = (): void => rmSync(scratch, { recursive: true, force: true, maxRetries: 5 })
  process.once('SIGINT', () => {
    remove()
    process.exit(130)
  })
  const startedMs = performance.now()
  const tell = (progress: string): void => {
    process.stderr.write(`${((performance.now() - startedMs) / 1000).toFixed(0).padStart(5)} s  ${progress}\n`)
  }
  try {
    const { peers, leftOut } = hasPeers ? availablePeers(tell) : NO_PEERS
    const told: Report['questions'][number][] = []
    for (const { name, text, ask } of questions) {
      told.push({ name, text, answers: await ask({ scale, ledgers, scratch, peers, tell }) })
    }
    const date = new Date().toISOString().slice(0, 10)
    const machine = await thisMachine(peers.length > 0 ? peerPackageVersions() : {})
    const name = [date, scale.name, ...(hasPeers && scale === QUICK ? ['peers'] : []), ...only].join('-')
    await publish({ date, scale, machine, leftOut, questions: told }, name)
  } finally {
    remove()
  }
}

async function publish(report: Report, name: string): Promise<void> {
  const page = toMarkdown(report)
  await mkdir(RESULTS, { recursive: true })
  await writeFile(join(RESULTS, `${name}.json`), `${JSON.stringify(report, null, 2)}\n`)
  await writeFile(join(RESULTS, `${name}.md`), page)
  process.stdout.write(`${page}\nWritten to ${join(RESULTS, name)}.md and .json\n`)
}

/** What was asked for, or undefined after telling what can be asked for. */
function askedOrHelped(): Asked | undefined {
  try {
    return asked()
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n\n${USAGE}`)
    process.exitCode = 2
    return undefined
  }
}

if (process.env['UV_THREADPOOL_SIZE'] === undefined) {
  const env = { ...process.env, UV_THREADPOOL_SIZE: THREAD_POOL_SIZE }
  process.exitCode = spawnSync(process.execPath, process.argv.slice(1), { stdio: 'inherit', env }).status ?? 1
} else {
  const wanted = askedOrHelped()
  if (wanted !== undefined) await run(wanted)
}
