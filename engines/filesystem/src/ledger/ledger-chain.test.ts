import { appendFile, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CommittedBatch, StoreUnavailableError } from '@deskledger/domain'
import { describeLedgerChain } from '@deskledger/engine-conformance'
import { LEDGER_CHECKPOINT_TYPE, SigningKey, verifyLog } from '@deskledger/proof'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type OpenAppendFile, openAppendFile } from '../chain/append-file.js'
import { DamagedSegmentError } from '../chain/segment.js'
import { type LedgerChainOptions, openLedgerChain } from './ledger-chain.js'
import { readLedgerTail } from './read-ledger-tail.js'

const KEY = SigningKey.generate()
const NOTHING = { lastBatch: 0, created: 0, updated: 0 }

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'deskledger-chain-'))
})
afterEach(() => rm(root, { recursive: true }))

const directory = () => join(root, 'chain')
const file = (name = 'entries-000000000001.ndjson') => join(directory(), name)
const open = (more: Partial<LedgerChainOptions> = {}) =>
  openLedgerChain({ directory: directory(), key: KEY, clock: () => new Date(0), retryMs: 0, ...more })

const batch = (sequence: number): CommittedBatch => ({
  sequence,
  projectId: 'p',
  receivedAt: new Date(sequence),
  created: 1,
  updated: 0,
  unchanged: 0,
  refused: 0,
  bodySha256: 'ab',
})

/** A closed chain of some batches. */
async function filled(count: number, more: Partial<LedgerChainOptions> = {}): Promise<void> {
  const chain = await open(more)
  await chain.start(NOTHING)
  for (let sequence = 1; sequence <= count; sequence += 1) await chain.append([batch(sequence)])
  await chain.close()
}

describeLedgerChain({
  name: 'filesystem',
  open: async () => {
    // Small files, so that every rule is kept across them, too.
    const small = { segmentBytes: 700 }
    const store = await open(small)
    const reopen = async () => {
      await store.close()
      return open(small)
    }
    return { store, reopen }
  },
})

describe('a directory of a ledger chain', () => {
  it('is private, and has no file for personal values', async () => {
    await filled(3)
    expect((await stat(directory())).mode & 0o777).toBe(0o700)
    const names = await readdir(directory())
    expect(names.sort()).toEqual(['checkpoints.ndjson', 'entries-000000000001.ndjson'])
    for (const name of names) expect((await stat(file(name))).mode & 0o777).toBe(0o600)
  })

  it('is verified as the audit log is, with checkpoints of its own type', async () => {
    await filled(20, { segmentBytes: 1_000 })
    const options = { keys: [KEY.verifying], checkpointType: LEDGER_CHECKPOINT_TYPE }
    expect(await verifyLog(directory(), options)).toMatchObject({
      problems: [],
      entryCount: 21,
      lastCheckpoint: { sequence: 21 },
    })
    const asAudit = await verifyLog(directory(), { keys: [KEY.verifying] })
    expect(asAudit.problems).toMatchObject([{ kind: 'checkpoint-not-signed' }])
  })

  it('writes a lost entry again with the same bytes', async () => {
    await filled(3)
    const before = await readFile(file(), 'utf8')
    const lines = before.split('\n')
    await rm(file('checkpoints.ndjson'))
    await writeFile(file(), `${lines.slice(0, 3).join('\n')}\n`)
    const chain = await open()
    expect(chain.lastBatch).toBe(2)
    await chain.append([batch(3)])
    await chain.close()
    expect(await readFile(file(), 'utf8')).toBe(before)
  })

  it('cuts off an entry that was not written to its end', async () => {
    await filled(2)
    await appendFile(file(), '{"sequence":4,"previo')
    const chain = await open()
    expect(chain.lastBatch).toBe(2)
    await chain.append([batch(3)])
    await chain.close()
    expect((await readLedgerTail(directory()))?.lastBatch).toBe(3)
  })

  it('goes on after a failed sync, from what is durable', async () => {
    let failures = 0
    const openFile: OpenAppendFile = async (path) => {
      const real = await openAppendFile(path)
      return {
        append: (text) => real.append(text),
        sync: async () => {
          if (failures-- > 0) throw Object.assign(new Error('EIO'), { code: 'EIO' })
          await real.sync()
        },
        truncate: (byteCount) => real.truncate(byteCount),
        close: () => real.close(),
      }
    }
    const chain = await open({ openFile })
    await chain.start(NOTHING)
    failures = 1
    await expect(chain.append([batch(1)])).rejects.toBeInstanceOf(StoreUnavailableError)
    expect(chain.lastBatch).toBe(0)
    await chain.append([batch(1), batch(2)])
    await chain.close()
    const { problems, entryCount } = await verifyLog(directory(), { checkpointType: LEDGER_CHECKPOINT_TYPE })
    expect([problems, entryCount]).toEqual([[], 3])
  })
})

describe('the end of a ledger chain', () => {
  it('is undefined where there is none', async () => {
    expect(await readLedgerTail(directory())).toBeUndefined()
  })

  it('tells the batches of the last files only', async () => {
    await filled(40, { segmentBytes: 700 })
    const tail = await readLedgerTail(directory())
    expect(tail?.lastBatch).toBe(40)
    expect(tail?.batches.get(40)).toMatchObject({ batch: 40, body_sha256: 'ab' })
    expect(tail?.batches.has(1)).toBe(false)
  })

  it.each<[string, () => Promise<void>]>([
    [
      'an edited entry',
      async () => writeFile(file(), (await readFile(file(), 'utf8')).replace('"created":1', '"created":2')),
    ],
    ['a removed entry', async () => writeFile(file(), (await readFile(file(), 'utf8')).replace(/\n.*\n/, '\n'))],
    ['a cut behind its last checkpoint', async () => truncate(file(), (await stat(file())).size - 500)],
    ['an emptied file', async () => truncate(file(), 0)],
    ['a damaged checkpoint', async () => writeFile(file('checkpoints.ndjson'), '{}\n')],
    ['entries of another kind', async () => writeFile(file(), (await readFile(file(), 'utf8')).slice(5))],
  ])('is refused with %s', async (_what, damage) => {
    await filled(5)
    await damage()
    await expect(readLedgerTail(directory())).rejects.toBeInstanceOf(DamagedSegmentError)
  })
})
