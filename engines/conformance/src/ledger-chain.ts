import type { CommittedBatch, LedgerChain } from '@deskledger/domain'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Reopenable } from './reopenable.js'

/** An engine under test. */
export interface LedgerChainUnderTest {
  readonly name: string
  /** A chain that has not begun, on data of its own. */
  open(): Promise<Reopenable<LedgerChain>>
}

/** A batch like many. */
function aBatch(sequence: number, more: Partial<CommittedBatch> = {}): CommittedBatch {
  return {
    sequence,
    projectId: 'p',
    receivedAt: new Date(Date.UTC(2026, 1, 1, 12, 0, 0, sequence)),
    created: 2,
    updated: 1,
    unchanged: 0,
    refused: 3,
    bodySha256: String(sequence).padStart(64, '0'),
    ...more,
  }
}

const NOTHING = { lastBatch: 0, created: 0, updated: 0 }

/** The suite that every ledger chain passes. Each test is a sentence of the port. */
export function describeLedgerChain(engine: LedgerChainUnderTest): void {
  describe(`ledger chain: ${engine.name}`, () => {
    let opened: Reopenable<LedgerChain>
    let chain: LedgerChain
    beforeEach(async () => {
      opened = await engine.open()
      chain = opened.store
    })
    afterEach(() => chain.close().catch(() => undefined))

    it('has not begun at first', () => {
      expect(chain.lastBatch).toBeUndefined()
    })

    it('begins with what the ledger holds', async () => {
      await chain.start({ lastBatch: 17, created: 100, updated: 3 })
      expect(chain.lastBatch).toBe(17)
      await chain.append([aBatch(18)])
      expect(chain.lastBatch).toBe(18)
    })

    it('begins once', async () => {
      await chain.start(NOTHING)
      await expect(chain.start(NOTHING)).rejects.toThrow()
    })

    it('names no batch before it has begun', async () => {
      await expect(chain.append([aBatch(1)])).rejects.toThrow()
    })

    it.each([
      ['again', [1]],
      ['with a gap', [3]],
      ['out of order', [3, 2]],
    ])('refuses batches that do not follow: %s', async (_what, sequences) => {
      await chain.start(NOTHING)
      await chain.append([aBatch(1)])
      await expect(chain.append(sequences.map((sequence) => aBatch(sequence)))).rejects.toThrow()
      expect(chain.lastBatch).toBe(1)
    })

    it('still names what it named when it is opened again, and goes on', async () => {
      await chain.start(NOTHING)
      for (let sequence = 1; sequence <= 20; sequence += 1) await chain.append([aBatch(sequence)])
      chain = await opened.reopen()
      expect(chain.lastBatch).toBe(20)
      await chain.append([aBatch(21), aBatch(22, { bodySha256: undefined })])
      expect(chain.lastBatch).toBe(22)
    })

    it('gives a checkpoint that stays the same until another batch is named', async () => {
      await chain.start(NOTHING)
      const first = await chain.checkpoint()
      expect(await chain.checkpoint()).toBe(first)
      await chain.append([aBatch(1)])
      expect(await chain.checkpoint()).not.toBe(first)
    })

    it('takes nothing once it is closed', async () => {
      await chain.start(NOTHING)
      await chain.close()
      await expect(chain.append([aBatch(1)])).rejects.toThrow()
    })
  })
}
