import { appendFile, cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deskledger, newLedger, startLedger, temporaryDirectory } from './ledger.fixture.js'
import { openToOthers } from './open-to-others.fixture.js'

const lines = (prefix: string, count: number): string =>
  Array.from({ length: count }, (_, at) =>
    JSON.stringify({ transaction_id: `${prefix}-${at}`, connection_start_time: '2026-01-01T00:00:00.000Z' }),
  ).join('\n')

const BATCH = 200

/** A backup that was made while records came in. */
let place: { path: string } & AsyncDisposable
let backup: string
let acknowledgedBefore = 0

beforeAll(async () => {
  place = await temporaryDirectory()
  const backups = join(place.path, 'backups')
  await using ledger = await newLedger({ DESKLEDGER_BACKUP_DIR: backups })
  let [batches, acknowledged, isDone] = [0, 0, false]
  const deliver = async (): Promise<void> => {
    batches += 1
    await ledger.client.ingestConnectionRecords(lines(`${batches}`, BATCH))
    acknowledged += BATCH
  }
  const deliverOn = async (): Promise<void> => {
    while (!isDone) await deliver()
  }
  for (let batch = 0; batch < 10; batch += 1) await deliver()
  await ledger.client.exportConnections({ format: 'csv' }, { pollMs: 20 }).then(({ body }) => body.cancel())
  const delivering = Promise.all([deliverOn(), deliverOn()])
  acknowledgedBefore = acknowledged
  const made = await deskledger(['backup'], ledger.environment)
  const acknowledgedAfter = acknowledged
  isDone = true
  await delivering
  expect(made).toMatchObject({ code: 0, stdout: expect.stringMatching(/^deskledger-\S+\n$/) })
  // Records came in meanwhile, or nothing was shown.
  expect(acknowledgedAfter).toBeGreaterThan(acknowledgedBefore)
  backup = join(backups, made.stdout.trim())
})
afterAll(() => place[Symbol.asyncDispose]())

describe('a backup made while records come in', () => {
  it('is verified offline, in words and for programs', async () => {
    const said = await deskledger(['verify', backup])
    expect(said).toMatchObject({ code: 0, stderr: '' })
    expect(said.stdout).toContain('Proved: this backup is whole.')
    expect(said.stdout).toContain('Not proved: ')
    const { stdout } = await deskledger(['verify', backup, '--json'])
    expect(JSON.parse(stdout)).toMatchObject({ proved: true, kind: 'backup', problems: [] })
  })

  it('is restored into a server that has every record acknowledged before, and goes on', async () => {
    await using directory = await temporaryDirectory()
    const data = join(directory.path, 'data')
    const restored = await deskledger(['restore', backup, '--data-dir', data, '--json'])
    expect(restored).toMatchObject({ code: 0, stderr: '' })
    expect([...(await openToOthers(backup)), ...(await openToOthers(data))]).toEqual([])
    const { record_count: recordCount } = JSON.parse(restored.stdout) as { record_count: number }
    expect(recordCount).toBeGreaterThanOrEqual(acknowledgedBefore)
    expect(recordCount % BATCH).toBe(0)
    const ledger = await startLedger(data)
    const { client } = ledger
    expect((await client.listLoginRecords({})).total_count).toBe(recordCount)
    expect((await client.listExportTasks({})).export_tasks).toMatchObject([{ status: 'SUCCESS' }])
    expect((await client.ingestConnectionRecords(lines('later', 3))).created).toBe(3)
    expect(await ledger.end('SIGTERM')).toBe(0)
    expect(await deskledger(['verify', data])).toMatchObject({ code: 0 })
  })

  it('is restored into an empty directory only', async () => {
    await using directory = await temporaryDirectory()
    await writeFile(join(directory.path, 'mine'), '')
    const refused = await deskledger(['restore', backup, '--data-dir', directory.path])
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('is not empty') })
    expect(await readdir(directory.path)).toEqual(['mine'])
  })

  it.each<[string, RegExp, (copy: string) => Promise<unknown>]>([
    ['a changed database', /ledger\.duckdb/, (copy) => appendFile(join(copy, 'ledger.duckdb'), 'x')],
    [
      'a missing file',
      /audit\/.* is missing/,
      (copy) => rm(join(copy, 'audit'), { recursive: true }).then(() => mkdir(join(copy, 'audit'))),
    ],
    ['a file too many', /stranger does not belong/, (copy) => writeFile(join(copy, 'stranger'), '')],
    ['a changed chain', /chain/, (copy) => appendFile(join(copy, 'chain', 'entries-000000000001.ndjson'), '{}\n')],
    [
      'a changed list',
      /backup\.json/,
      async (copy) => {
        const list = join(copy, 'backup.json')
        const { payload, ...rest } = JSON.parse(await readFile(list, 'utf8')) as { payload: string }
        await writeFile(list, JSON.stringify({ ...rest, payload: `${payload.slice(0, -8)}AAAAAAA=` }))
      },
    ],
  ])('is refused with %s, by verify and by restore', async (_what, told, change) => {
    await using directory = await temporaryDirectory()
    const copy = join(directory.path, 'copy')
    await cp(backup, copy, { recursive: true })
    await change(copy)
    const verified = await deskledger(['verify', copy])
    expect(verified.code).toBe(1)
    expect(verified.stdout).toMatch(told)
    const target = join(directory.path, 'data')
    expect(await deskledger(['restore', copy, '--data-dir', target])).toMatchObject({ code: 1, stdout: '' })
    await expect(readdir(target)).rejects.toThrow()
  })
})

it('a server without a directory for backups says so', async () => {
  await using directory = await temporaryDirectory()
  const ledger = await startLedger(join(directory.path, 'data'))
  await expect(ledger.client.admin.createBackup()).rejects.toMatchObject({
    status: 404,
    message: expect.stringContaining('DESKLEDGER_BACKUP_DIR'),
  })
  await ledger.end('SIGKILL')
})
