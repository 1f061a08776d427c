import type { Clock, SignatureJournal } from '@deskledger/domain'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Reopenable } from './reopenable.js'

/** An engine under test. */
export interface SignatureJournalUnderTest {
  readonly name: string
  /** An empty journal on data of its own. */
  open(clock: Clock): Promise<Reopenable<SignatureJournal> & { keptCount(): Promise<number> }>
}

const START = new Date('2026-02-01T12:00:00.123Z')
const VALID_MS = 1_800_000

/** The suite that every signature journal passes. Each test is a sentence of the port. */
export function describeSignatureJournal(engine: SignatureJournalUnderTest): void {
  describe(`signature journal: ${engine.name}`, () => {
    let opened: Awaited<ReturnType<SignatureJournalUnderTest['open']>>
    let journal: SignatureJournal
    let now: Date
    beforeEach(async () => {
      now = START
      opened = await engine.open(() => now)
      journal = opened.store
    })

    const pass = (ms: number): void => {
      now = new Date(now.getTime() + ms)
    }
    const claim = (digest: string, outcome: string): Promise<string | undefined> =>
      journal.claim(digest, new Date(now.getTime() + VALID_MS), outcome)

    it('tells whoever sends a request again what the first one made', async () => {
      expect(await claim('a', 'task 1')).toBeUndefined()
      expect(await claim('a', 'task 2')).toBe('task 1')
      expect(await claim('a', 'task 3')).toBe('task 1')
      expect(await claim('A', 'task 4')).toBeUndefined()
    })

    it('tells an outcome without text from none', async () => {
      await claim('a', '')
      expect(await claim('a', 'task 2')).toBe('')
    })

    it('lets one of several equal requests at the same time be the first', async () => {
      const outcomes = ['1', '2', '3', '4']
      const told = await Promise.all(outcomes.map((outcome) => claim('a', outcome)))
      const first = outcomes[told.indexOf(undefined)]
      expect(told.filter((outcome) => outcome === undefined)).toHaveLength(1)
      expect(told.filter((outcome) => outcome === first)).toHaveLength(3)
    })

    it('lets a request that had no effect come again', async () => {
      await claim('a', '1')
      await claim('b', '2')
      await journal.forget('a')
      await journal.forget('unknown')
      expect(await claim('a', '3')).toBeUndefined()
      expect(await claim('b', '4')).toBe('2')
    })

    it('forgets nothing before its time, whatever else comes', async () => {
      await claim('a', '1')
      for (const digest of ['b', 'c', 'd']) {
        pass(VALID_MS / 4)
        await claim(digest, digest)
      }
      pass(VALID_MS / 4 - 1)
      expect(await claim('a', '2')).toBe('1')
    })

    it('does not grow: it drops what is past its time', async () => {
      for (let request = 0; request < 20; request++) {
        await claim(`digest ${request}`, '')
        pass(VALID_MS / 4)
      }
      expect(await opened.keptCount()).toBeLessThanOrEqual(5)
    })

    it('keeps everything when it is opened again', async () => {
      await claim('a', '1')
      const reopened = await opened.reopen()
      expect(await reopened.claim('a', new Date(now.getTime() + VALID_MS), '2')).toBe('1')
    })
  })
}
