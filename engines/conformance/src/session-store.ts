import type { Session, SessionStore } from '@deskledger/domain'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Reopenable } from './reopenable.js'

/** An engine under test. */
export interface SessionStoreUnderTest {
  readonly name: string
  /** An empty store on data of its own. */
  open(): Promise<Reopenable<SessionStore>>
}

const NOW = new Date('2026-02-01T12:00:00.123Z')
const later = (ms: number): Date => new Date(NOW.getTime() + ms)

function aSession(digest: string, more: Partial<Session> = {}): Session {
  return {
    kind: 'token',
    digest,
    userId: 'zoe',
    generation: 3,
    scope: {},
    issuedAt: NOW,
    expiresAt: later(1000),
    ...more,
  }
}

/** The suite that every session store passes. Each test is a sentence of the port. */
export function describeSessionStore(engine: SessionStoreUnderTest): void {
  describe(`session store: ${engine.name}`, () => {
    let opened: Reopenable<SessionStore>
    let store: SessionStore
    beforeEach(async () => {
      opened = await engine.open()
      store = opened.store
    })

    it.each([
      aSession('token'),
      aSession('of a project', { scope: { projectId: 'p1' } }),
      aSession('temporary', { kind: 'temporary-key', sealedSecret: 'sealed' }),
    ])('gives a session back as it was added: $digest', async (session) => {
      await store.add(session)
      expect(await store.find(session.digest)).toEqual(session)
    })

    it('finds by the whole digest only', async () => {
      await store.add(aSession('abc'))
      for (const digest of ['ab', 'ABC', 'abc ', '%', '']) expect(await store.find(digest)).toBeUndefined()
    })

    it('still finds a session that is over', async () => {
      await store.add(aSession('over', { expiresAt: later(-1) }))
      expect(await store.find('over')).toEqual(aSession('over', { expiresAt: later(-1) }))
    })

    it('removes the sessions whose time is over, and says how many', async () => {
      await store.add(aSession('a', { expiresAt: later(-1) }))
      await store.add(aSession('b', { expiresAt: NOW }))
      await store.add(aSession('c', { expiresAt: later(1) }))
      expect(await store.removeExpired(NOW)).toBe(2)
      expect(await store.removeExpired(NOW)).toBe(0)
      expect(await store.find('a')).toBeUndefined()
      expect(await store.find('b')).toBeUndefined()
      expect(await store.find('c')).toBeDefined()
    })

    it('removes one session, once, and no other', async () => {
      for (const digest of ['a', 'b']) await store.add(aSession(digest))
      await store.remove('a')
      await store.remove('a')
      expect(await store.find('a')).toBeUndefined()
      expect(await store.find('b')).toBeDefined()
      expect(await (await opened.reopen()).find('a')).toBeUndefined()
    })

    it('takes sessions that are added at the same time', async () => {
      const sessions = ['a', 'b', 'c', 'd'].map((digest) => aSession(digest))
      await Promise.all(sessions.map((session) => store.add(session)))
      expect(await Promise.all(sessions.map(({ digest }) => store.find(digest)))).toEqual(sessions)
    })

    it('keeps everything when it is opened again', async () => {
      await store.add(aSession('a'))
      expect(await (await opened.reopen()).find('a')).toEqual(aSession('a'))
    })
  })
}
