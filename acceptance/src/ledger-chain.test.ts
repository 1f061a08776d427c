import { access, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { copyOf, inDatabase } from './data-directory.fixture.js'
import { deskledger, type Ended, startLedger, temporaryDirectory } from './ledger.fixture.js'

const lines = (prefix: string): string =>
  Array.from({ length: 10 }, (_, at) =>
    JSON.stringify({ transaction_id: `${prefix}-${at}`, connection_start_time: '2026-01-01T00:00:00.000Z' }),
  ).join('\n')

/** Starts a server that is not to start, and says how long that took. */
async function refusedStart(data: string): Promise<Ended & { readonly seconds: number }> {
  const startedAt = performance.now()
  const ended = await deskledger(['serve', '--port', '0', '--data-dir', data], {}, 20_000)
  return { ...ended, seconds: (performance.now() - startedAt) / 1000 }
}

/** Four batches of a server that was killed; the first two are in the database file, the others in its log. */
let master: { path: string } & AsyncDisposable
beforeAll(async () => {
  master = await temporaryDirectory()
  const data = join(master.path, 'data')
  const first = await startLedger(data)
  for (const batch of ['1', '2']) await first.client.ingestConnectionRecords(lines(batch))
  await first.end('SIGTERM')
  const second = await startLedger(data)
  for (const batch of ['3', '4']) await second.client.ingestConnectionRecords(lines(batch))
  await second.end('SIGKILL')
})
afterAll(() => master[Symbol.asyncDispose]())

const copyOfMaster = () => copyOf(join(master.path, 'data'))

const wal = (data: string): string => join(data, 'ledger.duckdb.wal')
const chain = (data: string, name = 'entries-000000000001.ndjson'): string => join(data, 'chain', name)
const edit = async (path: string, change: (text: string) => string): Promise<void> =>
  writeFile(path, change(await readFile(path, 'utf8')))

describe('a server that was killed', () => {
  it('starts again and has every acknowledged record', async () => {
    await using copy = await copyOfMaster()
    const ledger = await startLedger(copy.data)
    expect((await ledger.client.listLoginRecords({})).total_count).toBe(40)
    expect((await ledger.client.ingestConnectionRecords(lines('5'))).created).toBe(10)
    expect(await ledger.end('SIGTERM')).toBe(0)
  })

  it.each<[string, readonly string[]]>([
    ['before there was a table', []],
    ['before it had its tables', ['CREATE TABLE schema_migration (name VARCHAR NOT NULL)']],
  ])('while it made its database starts again: %s', async (_when, statements) => {
    await using directory = await temporaryDirectory()
    await inDatabase(directory.path, ...statements)
    const { code, stdout } = await deskledger(['doctor', directory.path])
    expect([code, stdout]).toEqual([0, expect.stringContaining('There is no ledger in it yet')])
    const ledger = await startLedger(directory.path)
    expect((await ledger.client.ingestConnectionRecords(lines('1'))).created).toBe(10)
    expect(await ledger.end('SIGTERM')).toBe(0)
  })

  it('writes the entry of an interrupted commit when it starts', async () => {
    await using copy = await copyOfMaster()
    const whole = await readFile(chain(copy.data), 'utf8')
    await edit(chain(copy.data), (text) => text.replace(/\n[^\n]*\n$/, '\n'))
    const ledger = await startLedger(copy.data)
    expect(await readFile(chain(copy.data), 'utf8')).toBe(whole)
    await ledger.end('SIGKILL')
  })
})

describe('a data directory whose chain is not what it was', () => {
  it.each<[string, RegExp, (data: string) => Promise<unknown>]>([
    ['gone', /chain is missing or empty/, (data) => rm(join(data, 'chain'), { recursive: true })],
    [
      'cut',
      /batches 2 to 4 were cut off/,
      async (data) => {
        await rm(chain(data, 'checkpoints.ndjson'))
        await edit(chain(data), (text) => `${text.split('\n').slice(0, 2).join('\n')}\n`)
      },
    ],
    ['cut behind a checkpoint', /entries were cut off/, (data) => truncate(chain(data), 200)],
    ['altered', /damaged in line 3/, (data) => edit(chain(data), (text) => text.replace('"batch":2', '"batch":7'))],
  ])('is refused with 3 within 5 s and one line, and left as it is: %s', async (_which, told, damage) => {
    await using copy = await copyOfMaster()
    await damage(copy.data)
    const log = (): Promise<Buffer | undefined> => readFile(wal(copy.data)).catch(() => undefined)
    const before = await log()
    const ended = await refusedStart(copy.data)
    expect(ended).toMatchObject({ code: 3, stdout: '' })
    expect(ended.stderr.trim().split('\n')).toHaveLength(1)
    expect(ended.stderr).toMatch(told)
    expect(ended.seconds).toBeLessThan(5)
    expect(await log()).toEqual(before)
  })

  it('gets no new database in the place of a lost one', async () => {
    await using copy = await copyOfMaster()
    await rm(wal(copy.data))
    await rm(join(copy.data, 'ledger.duckdb'))
    await refusedStart(copy.data)
    await expect(access(join(copy.data, 'ledger.duckdb'))).rejects.toThrow()
  })
})
