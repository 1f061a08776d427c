import { chmod, cp, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startLedger, temporaryDirectory } from '../ledger.fixture.js'
import {
  attempt,
  DATABASE,
  type Damage,
  digestOf,
  flipped,
  LOG,
  logCut,
  logDeleted,
  logEmptied,
  olderDatabase,
  REFUSED_WITHIN_MS,
} from './damages.fixture.js'
import { Deliveries, NOTHING_WRONG, plainClient } from './deliveries.fixture.js'
import { readOnly, whyNoMounts } from './disks.fixture.js'
import { tellFigure } from './figure.fixture.js'
import { TORTURE_TIMEOUT_MS } from './sizes.fixture.js'

/** Somebody who owns nothing. */
const NOBODY = 65_534

interface NamedDamage {
  readonly name: string
  /** The file that the message has to name. */
  readonly file: string
  /** What it has to say besides. @default anything */
  readonly told?: RegExp
  readonly exitCode: 3 | 4
  readonly apply: Damage
}

/** A copy of the database file from before the last batch. */
const OLDER = 'older.duckdb'

const LAST_BATCH = /ends with batch 1, but .*chain names more: batch 2 \(1 in all, received from .*\) is missing/

const damages: readonly NamedDamage[] = [
  { name: 'the database begins with other bytes', file: DATABASE, exitCode: 3, apply: flipped(DATABASE, 8, 4) },
  { name: 'a bit of its main header is flipped', file: DATABASE, exitCode: 3, apply: flipped(DATABASE, 0) },
  {
    name: 'both database headers are flipped',
    file: DATABASE,
    exitCode: 3,
    async apply(data) {
      await flipped(DATABASE, 4_096, 64)(data)
      await flipped(DATABASE, 8_192, 64)(data)
    },
  },
  { name: 'every block is flipped', file: DATABASE, exitCode: 3, apply: flipped(DATABASE, 12_288, 1 << 20) },
  {
    name: 'the database is cut in half',
    file: DATABASE,
    exitCode: 3,
    apply: async (data) => truncate(join(data, DATABASE), Math.floor((await stat(join(data, DATABASE))).size / 2)),
  },
  { name: 'the database is empty', file: DATABASE, exitCode: 3, apply: (data) => truncate(join(data, DATABASE), 0) },
  { name: 'the database is deleted', file: DATABASE, exitCode: 3, apply: (data) => rm(join(data, DATABASE)) },
  {
    name: 'the database is another file',
    file: DATABASE,
    exitCode: 3,
    apply: (data) => writeFile(join(data, DATABASE), 'some text that somebody wants to keep'),
  },
  { name: 'the first entry of the log is flipped', file: LOG, exitCode: 3, apply: flipped(LOG, 24) },
  { name: 'a byte in the midst of the log is flipped', file: LOG, exitCode: 3, apply: flipped(LOG, 2_000) },
  { name: 'the last byte of the log is flipped', file: LOG, exitCode: 3, apply: flipped(LOG, -1) },
  { name: 'the log is cut', file: DATABASE, told: LAST_BATCH, exitCode: 3, apply: logCut },
  { name: 'the log is emptied', file: DATABASE, told: LAST_BATCH, exitCode: 3, apply: logEmptied },
  { name: 'the log is deleted', file: DATABASE, told: LAST_BATCH, exitCode: 3, apply: logDeleted },
  {
    name: 'an older database is put back',
    file: DATABASE,
    told: LAST_BATCH,
    exitCode: 3,
    apply: (data) => olderDatabase(join(data, '..', OLDER))(data),
  },
  {
    name: 'an entry of the audit log is flipped',
    file: 'audit',
    exitCode: 3,
    async apply(data) {
      const [first = ''] = (await readdir(join(data, 'audit'))).filter((name) => name.startsWith('entries-')).sort()
      await flipped(join('audit', first), 40)(data)
    },
  },
  { name: 'the key of secrets is another one', file: 'secrets.key', exitCode: 3, apply: flipped('secrets.key', 5, 3) },
  { name: 'the signing key is garbled', file: 'signing.key', exitCode: 3, apply: flipped('signing.key', 60, 8) },
]

const refusal = await whyNoMounts()

describe('a damaged data directory', { timeout: TORTURE_TIMEOUT_MS }, () => {
  let directory: Awaited<ReturnType<typeof temporaryDirectory>>
  let original: string
  const deliveries = new Deliveries()
  let refused = 0
  let slowestMs = 0

  beforeAll(async () => {
    directory = await temporaryDirectory()
    await chmod(directory.path, 0o755)
    original = join(directory.path, 'original')
    const first = await startLedger(original)
    await deliveries.send(plainClient(first), 5_000)
    // Writes the log into the database.
    await first.end('SIGTERM')
    await cp(join(original, DATABASE), join(directory.path, OLDER))
    const second = await startLedger(original)
    await deliveries.send(plainClient(second), 300)
    await second.end('SIGKILL')
  })
  afterAll(async () => {
    tellFigure(`damages: ${refused} refused, the slowest after ${slowestMs} ms; none repaired, none started in silence`)
    await directory[Symbol.asyncDispose]()
  })

  async function expectRefusal(
    data: string,
    { file, told = /./, exitCode }: Pick<NamedDamage, 'file' | 'told' | 'exitCode'>,
    userId?: number,
  ) {
    const before = await digestOf(data, file)
    const { code, stdout, stderr, tookMs } = await attempt(data, userId)
    expect({ code, stdout, stderr }).toMatchObject({
      code: exitCode,
      stdout: '',
      stderr: expect.stringContaining(file),
    })
    expect(stderr).toMatch(told)
    // One line that tells what to do.
    expect(stderr.trim().split('\n')).toHaveLength(1)
    expect(stderr).toMatch(/\b(restore|recover|change|mount)\b/i)
    expect(tookMs).toBeLessThan(REFUSED_WITHIN_MS)
    expect(await digestOf(data, file)).toBe(before)
    refused += 1
    slowestMs = Math.max(slowestMs, tookMs)
  }

  it.each(damages)('is refused: $name', async ({ name, apply, ...expected }) => {
    const data = join(directory.path, name.replaceAll(' ', '-'))
    await cp(original, data, { recursive: true })
    await apply(data)
    await expectRefusal(data, expected)
    await rm(data, { recursive: true })
  })

  it('is refused: another server has it', async () => {
    const data = join(directory.path, 'in-use')
    await cp(original, data, { recursive: true })
    const ledger = await startLedger(data)
    const { code, stderr, tookMs } = await attempt(data)
    expect([code, stderr.trim()]).toEqual([
      4,
      expect.stringMatching(/ledger\.duckdb is in use by another process; .+$/),
    ])
    expect(tookMs).toBeLessThan(REFUSED_WITHIN_MS)
    refused += 1
    await ledger.end('SIGKILL')
  })

  it.skipIf(process.getuid?.() !== 0)('is refused: it belongs to another user', () =>
    expectRefusal(original, { file: original, exitCode: 3 }, NOBODY),
  )

  it.skipIf(refusal !== undefined)('is refused: it lies on a read-only file system', async () => {
    await using disk = await readOnly(original)
    await expectRefusal(disk.path, { file: disk.path, exitCode: 3 })
  })

  it('is taken undamaged, with all its records: the control', async () => {
    const ledger = await startLedger(original)
    expect(await deliveries.compareWith(ledger.client)).toEqual({ present: 5_300, ...NOTHING_WRONG })
    await ledger.end('SIGKILL')
  })

  it('is taken without a word where nobody knows of its chain, though records are gone: the other control', async () => {
    const data = join(directory.path, 'without-a-chain')
    await cp(original, data, { recursive: true })
    await logCut(data)
    await rm(join(data, 'chain'), { recursive: true })
    const preload = fileURLToPath(new URL('./no-chain-known.mjs', import.meta.url))
    const ledger = await startLedger(data, { NODE_OPTIONS: `--import ${preload}` })
    expect(await deliveries.compareWith(ledger.client)).toMatchObject({ present: 5_000, lost: 300 })
    expect(ledger.log()).toBe('')
    await ledger.end('SIGKILL')
  })
})
