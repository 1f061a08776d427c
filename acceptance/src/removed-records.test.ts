import { access, cp } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { copyOf } from './data-directory.fixture.js'
import { deskledger, ROOT, startLedger, temporaryDirectory } from './ledger.fixture.js'
import { attempt, DATABASE, LOG, olderDatabase } from './torture/damages.fixture.js'

/** Of every batch. */
const COUNT = 10
const RETENTION = { DESKLEDGER_RECORD_RETENTION_DAYS: '30' }
const LONG_AGO = '2001-01-01T00:00:00.000Z'

const lines = (batch: string, user_name: string, connection_start_time: string): string =>
  Array.from({ length: COUNT }, (_, at) =>
    JSON.stringify({ transaction_id: `${batch}-${at}`, connection_start_time, user_name }),
  ).join('\n')

const aMomentAgo = (): string => new Date(Date.now() - 60_000).toISOString()

/**
 * A data directory as it is when its server is killed right after a purge and an erasure: the old records of zoe were removed,
 * those of max are held, and of the new ones of zoe nobody tells any more whose they are.
 */
let master: { path: string } & AsyncDisposable
let previewed: string
let purged: object
beforeAll(async () => {
  master = await temporaryDirectory()
  const data = join(master.path, 'data')
  const first = await startLedger(data)
  await first.client.ingestConnectionRecords(lines('old', 'zoe', LONG_AGO))
  await first.client.ingestConnectionRecords(lines('held', 'max', LONG_AGO))
  await first.client.ingestConnectionRecords(lines('new', 'zoe', aMomentAgo()))
  const run = (words: string) => deskledger(words.split(' '), first.environment)
  const project = ROOT.projectId
  expect(await run(`retention hold add ${project} --user-name MAX --reason case`)).toMatchObject({ code: 0 })
  previewed = (await run(`retention preview ${project} --retention-days 30 --json`)).stdout
  expect(await first.end()).toBe(0)

  // Purges when it starts.
  const second = await startLedger(data, RETENTION)
  const { client } = second
  const entry = async () => (await client.admin.listAuditEntries({ operation: 'RecordsPurged' })).audit_entries[0]
  purged = await vi.waitFor(async () => (await entry())?.target ?? Promise.reject(new Error('no purge yet')), {
    timeout: 20_000,
  })
  const erased = await client.admin.erasePerson(project, { user_name: 'ZOE' })
  expect(erased.record_count).toBe(COUNT)
  await second.end('SIGKILL')
  // Both are in the log only.
  await access(join(data, LOG))
})
afterAll(() => master[Symbol.asyncDispose]())

const copyOfMaster = () => copyOf(join(master.path, 'data'))

const PROVED = { code: 0, stderr: '', stdout: expect.stringContaining('Proved: ') }

describe('records that were removed by age, or of a person who was erased', () => {
  it('are those that the preview told', () => {
    expect(JSON.parse(previewed)).toMatchObject({ deleted_count: COUNT, held_count: COUNT })
    expect(purged).toMatchObject({ deleted_count: `${COUNT}`, held_count: `${COUNT}` })
  })

  it('are no gap to anybody: verify, doctor, starts after a kill and after a stop, a backup made then', async () => {
    await using copy = await copyOfMaster()
    const { data } = copy
    expect(await deskledger(['verify', data])).toMatchObject(PROVED)
    const settings = { ...RETENTION, DESKLEDGER_BACKUP_DIR: join(copy.path, 'backups') }
    for (const start of ['after a kill', 'after a stop']) {
      const ledger = await startLedger(data, settings)
      const countOf = async (user_name: string) => (await ledger.client.listLoginRecords({ user_name })).total_count
      expect([start, await countOf('max'), await countOf('zoe')]).toEqual([start, COUNT, 0])
      expect((await ledger.client.listLoginRecords()).total_count).toBe(2 * COUNT)
      const { code, stdout } = await deskledger(['backup'], ledger.environment)
      expect(code).toBe(0)
      expect(await deskledger(['verify', join(copy.path, 'backups', stdout.trim())])).toMatchObject(PROVED)
      expect(await ledger.end()).toBe(0)
      expect(ledger.log()).not.toMatch(/missing|lost|gap/i)
      expect(await deskledger(['verify', data])).toMatchObject(PROVED)
    }
    expect(await deskledger(['doctor', data])).toMatchObject({ code: 0, stdout: expect.stringContaining('Sound: ') })
  })

  it('do not hide a batch that is really lost: the control', async () => {
    await using copy = await copyOfMaster()
    const { data } = copy
    await (await startLedger(data, RETENTION)).end()
    const older = join(copy.path, 'older.duckdb')
    await cp(join(data, DATABASE), older)
    const ledger = await startLedger(data, RETENTION)
    await ledger.client.ingestConnectionRecords(lines('last', 'zoe', aMomentAgo()))
    await ledger.end('SIGKILL')
    await olderDatabase(older)(data)
    const told = /ends with batch 3, but .*chain names more: batch 4 \(1 in all, .*\) is missing/
    expect(await attempt(data)).toMatchObject({ code: 3, stdout: '', stderr: expect.stringMatching(told) })
    expect(await deskledger(['verify', data])).toMatchObject({ code: 1, stdout: expect.stringMatching(told) })
  })
})
