import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CommittedBatch } from '@deskledger/domain'
import { LEDGER_CHECKPOINT_TYPE, SigningKey, verifyLog } from '@deskledger/proof'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openLedgerChain } from '../ledger/ledger-chain.js'
import { readLedgerTail } from '../ledger/read-ledger-tail.js'
import { recordLoss } from '../ledger/record-loss.js'
import { copySoundLog } from './copy-log.js'

const options = (directory: string) => ({ directory, key: SigningKey.generate(), clock: () => new Date(0) })

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'deskledger-sound-'))
  // A start and five batches, in several files.
  const chain = await openLedgerChain({ ...options(from()), segmentBytes: 700 })
  await chain.start({ lastBatch: 0, created: 0, updated: 0 })
  for (let sequence = 1; sequence <= 5; sequence += 1) await chain.append([batch(sequence)])
  await chain.close()
})
afterEach(() => rm(root, { recursive: true }))

const from = () => join(root, 'from')
const to = () => join(root, 'to')
const verified = () => verifyLog(to(), { checkpointType: LEDGER_CHECKPOINT_TYPE })
const copied = () => copySoundLog(from(), to(), LEDGER_CHECKPOINT_TYPE)

function batch(sequence: number): CommittedBatch {
  return { sequence, projectId: 'p', receivedAt: new Date(sequence), created: 1, updated: 0, unchanged: 0, refused: 0 }
}

/** Changes the file that holds an entry. */
async function edit(sequence: number, change: (line: string) => string): Promise<void> {
  for (let first = sequence; first > 0; first -= 1) {
    const path = join(from(), `entries-${String(first).padStart(12, '0')}.ndjson`)
    const text = await readFile(path, 'utf8').catch(() => '')
    const line = text.split('\n').find((each) => each.startsWith(`{"sequence":${sequence},`))
    if (line !== undefined) return writeFile(path, text.replace(line, change(line)))
  }
}

describe('the sound part of a chain', () => {
  it('is all of it when nothing is damaged', async () => {
    expect(await copied()).toBe(6)
    expect(await verified()).toMatchObject({ problems: [], entryCount: 6, checkpointCount: 1 })
  })

  it.each<[string, (line: string) => string]>([
    ['was edited', (line) => line.replace('"batch":3', '"batch":7')],
    ['is garbled', () => '{'],
    ['is no text', () => '\u0000\u0001'],
    ['stands there twice', (line) => `${line}\n${line}`],
  ])('ends before an entry that %s', async (_how, change) => {
    await edit(4, change)
    const last = await copied()
    expect(last).toBe(change('x').includes('\n') ? 4 : 3)
    expect(await verified()).toMatchObject({ problems: [], entryCount: last, checkpointCount: 0 })
  })

  it('is nothing when the first file is gone, or the chain', async () => {
    await rm(join(from(), 'entries-000000000001.ndjson'))
    expect(await copied()).toBe(0)
    expect(await copySoundLog(join(root, 'nowhere'), to(), LEDGER_CHECKPOINT_TYPE)).toBe(0)
  })

  it('leaves out checkpoints that cannot be read', async () => {
    await appendFile(join(from(), 'checkpoints.ndjson'), 'garbled\n')
    await copied()
    expect(await verified()).toMatchObject({ problems: [], checkpointCount: 1 })
  })
})

describe('a loss', () => {
  it('is an entry, and signed; the chain goes on behind the last batch that there had been', async () => {
    const loss = { time: '2026-01-01T00:00:00.000Z', batch: 5, lost: [{ from: 4, to: 5, partly: false }], records: 2 }
    await recordLoss(options(from()), loss)
    expect((await readLedgerTail(from()))?.lastBatch).toBe(5)
    const chain = await openLedgerChain(options(from()))
    await chain.append([batch(6)])
    await chain.close()
    const facts: unknown[] = []
    const found = await verifyLog(from(), {
      checkpointType: LEDGER_CHECKPOINT_TYPE,
      onEntry: (entry) => facts.push(entry.facts),
    })
    expect(found).toMatchObject({ problems: [], checkpointCount: 3 })
    expect(facts.slice(-2)).toEqual([{ entry: 'lost', ...loss }, expect.objectContaining({ entry: 'batch', batch: 6 })])
  })
})
