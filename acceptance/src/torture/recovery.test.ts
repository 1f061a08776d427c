import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { access, cp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { COMMAND, deskledger, startLedger, temporaryDirectory } from '../ledger.fixture.js'
import { openToOthers } from '../open-to-others.fixture.js'
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
} from './damages.fixture.js'
import { Deliveries, NOTHING_WRONG, plainClient } from './deliveries.fixture.js'
import { tellFigure } from './figure.fixture.js'
import { SIZES, TORTURE_TIMEOUT_MS } from './sizes.fixture.js'

interface Case {
  readonly name: string
  readonly withBackup: boolean
  /** Records that nothing can bring back; undefined where that depends on where blocks lie. */
  readonly missing: number | undefined
  readonly damage: Damage
}

const databaseDeleted: Damage = async (data) => {
  await rm(join(data, LOG))
  await rm(join(data, DATABASE))
}

/** Batches of 300: the backup ends with 1, the file with 3, its log with 5. A batch of 40,000 before them all. */
const FIRST = 40_000
const BATCH = 300
const OLDER = 'older.duckdb'

const CASES: readonly Case[] = [
  { name: 'log cut', withBackup: false, missing: BATCH, damage: logCut },
  { name: 'log emptied', withBackup: false, missing: 2 * BATCH, damage: logEmptied },
  { name: 'log deleted', withBackup: true, missing: 2 * BATCH, damage: logDeleted },
  { name: 'log flipped in its last entry', withBackup: false, missing: BATCH, damage: flipped(LOG, -100) },
  { name: 'log flipped in its first entry', withBackup: true, missing: 2 * BATCH, damage: flipped(LOG, 24) },
  {
    name: 'older database put back',
    withBackup: true,
    missing: 4 * BATCH,
    damage: (data) => olderDatabase(join(data, '..', OLDER))(data),
  },
  { name: 'database deleted', withBackup: true, missing: 4 * BATCH, damage: databaseDeleted },
  { name: 'database header flipped', withBackup: true, missing: 4 * BATCH, damage: flipped(DATABASE, 0, 12_288) },
  {
    name: 'block of the database flipped',
    withBackup: true,
    missing: undefined,
    damage: flipped(DATABASE, 300_000, 64),
  },
  { name: 'ten blocks flipped', withBackup: true, missing: undefined, damage: flipped(DATABASE, 1 << 20, 10 << 18) },
  {
    name: 'chain deleted',
    withBackup: true,
    missing: 0,
    damage: (data) => rm(join(data, 'chain'), { recursive: true }),
  },
  {
    name: 'chain altered, audit log cut',
    withBackup: true,
    missing: 0,
    async damage(data) {
      await flipped('chain/entries-000000000001.ndjson', -200)(data)
      const path = join(data, 'audit', 'entries-000000000001.ndjson')
      await writeFile(path, (await readFile(path, 'utf8')).slice(0, -100))
    },
  },
]

describe('a recovery', { timeout: TORTURE_TIMEOUT_MS }, () => {
  let directory: Awaited<ReturnType<typeof temporaryDirectory>>
  let original: string
  let backup: string
  const deliveries = new Deliveries()
  let [recovered, missingInAll, kills, finished] = [0, 0, 0, 0]

  beforeAll(async () => {
    directory = await temporaryDirectory()
    original = join(directory.path, 'original')
    const backups = join(directory.path, 'backups')
    const first = await startLedger(original, { DESKLEDGER_BACKUP_DIR: backups })
    await deliveries.send(plainClient(first), FIRST)
    await first.end('SIGTERM')
    await cp(join(original, DATABASE), join(directory.path, OLDER))
    const second = await startLedger(original, { DESKLEDGER_BACKUP_DIR: backups })
    const { name } = await second.client.admin.createBackup()
    backup = join(backups, name)
    for (let batch = 0; batch < 2; batch += 1) await deliveries.send(plainClient(second), BATCH)
    // Writes the log into the database.
    await second.end('SIGTERM')
    const third = await startLedger(original)
    for (let batch = 0; batch < 2; batch += 1) await deliveries.send(plainClient(third), BATCH)
    await third.end('SIGKILL')
    expect(deliveries.acknowledgedCount).toBe(FIRST + 4 * BATCH)
  })
  afterAll(async () => {
    tellFigure(
      `recoveries: ${recovered}; acknowledged records are those that are there and ${missingInAll} that were named as missing; ${kills} killed half-way, of which ${finished} had finished: each left the old directory as it was, and a whole new one or none`,
    )
    await directory[Symbol.asyncDispose]()
  })

  async function damaged(name: string, damage: Damage): Promise<{ data: string; target: string }> {
    const data = join(directory.path, name.replaceAll(' ', '-'))
    await cp(original, data, { recursive: true })
    await damage(data)
    return { data, target: `${data}-recovered` }
  }

  it.each(CASES)('has every acknowledged record, or names it: $name', async ({ name, withBackup, missing, damage }) => {
    const { data, target } = await damaged(name, damage)
    const before = await digestOf(data, data)
    const found = await deskledger(['doctor', data])
    expect([found.code, found.stdout]).toEqual([1, expect.stringContaining('deskledger recover')])
    const from = withBackup ? ['--from', backup] : []
    const { code, stdout, stderr } = await deskledger([
      'recover',
      '--data-dir',
      data,
      ...from,
      '--to',
      target,
      '--json',
    ])
    expect([code, stderr]).toEqual([0, ''])
    const { missing_records: named } = JSON.parse(stdout) as { missing_records: number }
    expect(named).toBe(missing ?? named)
    expect(await digestOf(data, data)).toBe(before)
    expect(await openToOthers(target)).toEqual([])

    const verified = await deskledger(['verify', target])
    expect(verified).toMatchObject({ code: 0 })
    expect(verified.stdout.includes(`: ${named} records are missing`)).toBe(named > 0)
    const ledger = await startLedger(target)
    expect(ledger.log().includes('batches are missing')).toBe(named > 0)
    const { present, lost, ...wrong } = await deliveries.compareWith(ledger.client)
    expect({ sum: present + named, lost, ...wrong }).toEqual({
      ...NOTHING_WRONG,
      sum: deliveries.acknowledgedCount,
      lost: named,
    })
    // It goes on behind what was lost, and still knows of it.
    const later = `{"transaction_id":"later","connection_start_time":"2026-01-01T00:00:00Z"}`
    expect(await ledger.client.ingestConnectionRecords(later)).toMatchObject({ created: 1 })
    expect(await ledger.end('SIGTERM')).toBe(0)
    const { stdout: told } = await deskledger(['doctor', target])
    expect(told).toMatch(/^Sound: /m)
    expect(told.includes(`: ${named} records are missing`)).toBe(named > 0)
    recovered += 1
    missingInAll += named
    for (const path of [data, target]) await rm(path, { recursive: true })
  })

  it('that is killed half-way leaves a whole new directory or none, and the old one as it was', async () => {
    const { data, target } = await damaged('killed', flipped(DATABASE, 300_000, 64))
    const before = await digestOf(data, data)
    for (let kill = 0; kill < SIZES.recoveryKills; kill += 1) {
      const args = [COMMAND, 'recover', '--data-dir', data, '--from', backup, '--to', target]
      const child = spawn(process.execPath, args, { stdio: 'ignore' })
      const closed = once(child, 'close')
      await pause(100 + (kill * 4_000) / SIZES.recoveryKills)
      child.kill('SIGKILL')
      await closed
      kills += 1
      const isThere = await access(target).then(
        () => true,
        () => false,
      )
      if (isThere) {
        finished += 1
        expect(await deskledger(['verify', target])).toMatchObject({ code: 0 })
        await rm(target, { recursive: true })
      }
      for (const name of await readdir(directory.path)) {
        if (name.startsWith('.partial-')) await rm(join(directory.path, name), { recursive: true })
      }
    }
    expect(await digestOf(data, data)).toBe(before)
    await rm(data, { recursive: true })
  })

  it('without the chain names nothing as missing: the control', async () => {
    const { data, target } = await damaged('unnamed', async (path) => {
      await logEmptied(path)
      await rm(join(path, 'chain'), { recursive: true })
    })
    const { stdout } = await deskledger(['recover', '--data-dir', data, '--to', target, '--json'])
    expect(JSON.parse(stdout)).toMatchObject({ missing_records: 0 })
    const ledger = await startLedger(target)
    expect(await deliveries.compareWith(ledger.client)).toMatchObject({ lost: 2 * BATCH })
    await ledger.end('SIGKILL')
  })

  it('is not begun on a directory that a server has, nor into one that is not empty, nor from another backup', async () => {
    const { data, target } = await damaged('not begun', async () => undefined)
    const ledger = await startLedger(data)
    const recover = (to: string, ...more: readonly string[]) =>
      deskledger(['recover', '--data-dir', data, '--to', to, ...more])
    expect(await recover(target)).toMatchObject({ code: 1, stderr: expect.stringContaining('is in use') })
    await ledger.end('SIGKILL')
    expect(await recover(backup)).toMatchObject({ code: 1, stderr: expect.stringContaining('is not empty') })
    const changed = join(directory.path, 'changed-backup')
    await cp(backup, changed, { recursive: true })
    await flipped('ledger.duckdb', -1)(changed)
    expect(await recover(target, '--from', changed)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('is not what was backed up'),
    })
    const stranger = join(directory.path, 'stranger')
    const other = await startLedger(stranger, { DESKLEDGER_BACKUP_DIR: join(directory.path, 'others') })
    await new Deliveries().send(plainClient(other), 10)
    const { name } = await other.client.admin.createBackup()
    await other.end('SIGKILL')
    expect(await recover(target, '--from', join(directory.path, 'others', name))).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('of another ledger'),
    })
    await expect(access(target)).rejects.toThrow()
    expect(await attempt(data)).toMatchObject({ stdout: expect.stringContaining('listening') })
  })
})
