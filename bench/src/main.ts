import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, statfs, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Asked, askedOrHelped } from './asked.js'
import { type AvailablePeers, availablePeers } from './contenders/available-peers.js'
import { peerPackageVersions } from './contenders/peer-packages.js'
import { QUESTIONS } from './every-question.js'
import { thisMachine } from './machine.js'
import type { Scale } from './question.js'
import { type Report, toMarkdown } from './report.js'
import { QUICK } from './scales.js'

const RESULTS = fileURLToPath(new URL('../results/', import.meta.url))

/** Threads for engine and compression, as `deskledger serve` has them; Node reads this only when it starts. */
const THREAD_POOL_SIZE = '16'

const NO_PEERS: AvailablePeers = { peers: [], leftOut: [] }

async function run({ scale, hasPeers, only, keepData }: Asked): Promise<void> {
  const questions = QUESTIONS.filter(({ name, isOnlyFull = false }) =>
    only.length > 0 ? only.includes(name) : scale.name !== QUICK.name || !isOnlyFull,
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
    const date = `${new Date().toISOString().slice(0, 16)}Z`
    const machine = await thisMachine(peers.length > 0 ? peerPackageVersions() : {})
    const report: Report = { date, scale, machine, leftOut, questions: told }
    const path = join(
      RESULTS,
      [date.slice(0, 10), scale.name, ...(hasPeers && scale.name === QUICK.name ? ['peers'] : []), ...only].join('-'),
    )
    await tellOfLittleDisk(scale, ledgers, tell)
    for (const { name, text, ask } of questions) {
      told.push({ name, text, answers: await ask({ scale, ledgers, scratch, peers, tell }) })
      // After hours a later question may fail: what is answered is kept.
      await write(report, path)
    }
    process.stdout.write(`${toMarkdown(report)}\nWritten to ${path}.md and .json\n`)
  } finally {
    remove()
  }
}

async function write(report: Report, path: string): Promise<void> {
  await mkdir(RESULTS, { recursive: true })
  await writeFile(`${path}.json`, `${JSON.stringify(report, null, 2)}\n`)
  await writeFile(`${path}.md`, toMarkdown(report))
}

async function tellOfLittleDisk(scale: Scale, directory: string, tell: (progress: string) => void): Promise<void> {
  await mkdir(directory, { recursive: true })
  const { bavail, bsize } = await statfs(directory)
  const [free, needed] = [bavail * bsize, scale.diskBytes].map((bytes) => `${Math.round(bytes / 1e9)} GB`)
  if (bavail * bsize < scale.diskBytes) tell(`${directory} has ${free} free; all questions take ${needed}`)
}

if (process.env['UV_THREADPOOL_SIZE'] === undefined) {
  const env = { ...process.env, UV_THREADPOOL_SIZE: THREAD_POOL_SIZE }
  process.exitCode = spawnSync(process.execPath, process.argv.slice(1), { stdio: 'inherit', env }).status ?? 1
} else {
  const wanted = askedOrHelped()
  if (wanted !== undefined) await run(wanted)
}
