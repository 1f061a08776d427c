import { type AuditEvent, type AuditLog, AuditLogUnavailableError, type AuditQuery } from '@deskledger/domain'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Reopenable } from './reopenable.js'

/** An engine under test. */
export interface AuditLogUnderTest {
  readonly name: string
  /** An empty log on data of its own. */
  open(): Promise<Reopenable<AuditLog>>
}

const NOON = Date.UTC(2026, 1, 1, 12)
const minute = (count: number): Date => new Date(NOON + count * 60_000)

function anEvent(more: Partial<AuditEvent> = {}): AuditEvent {
  return {
    at: minute(0),
    operation: 'CreateUser',
    actor: { kind: 'user', accountId: 'acme', userId: 'u1', userName: 'ada', credential: 'token' },
    address: '192.0.2.1',
    requestId: 'r1',
    target: { user_id: 'u2', enabled: false, task_ids: ['a', 'b'] },
    outcome: { status: 201 },
    ...more,
  }
}

const OWN: AuditQuery = { accountId: 'acme', withUnattributed: false, limit: 100 }

/** The suite that every audit log passes. Each test is a sentence of the port. */
export function describeAuditLog(engine: AuditLogUnderTest): void {
  describe(`audit log: ${engine.name}`, () => {
    let opened: Reopenable<AuditLog>
    let log: AuditLog
    beforeEach(async () => {
      opened = await engine.open()
      log = opened.store
    })
    afterEach(() => log.close())

    const listed = async (more: Partial<AuditQuery> = {}) => (await log.list({ ...OWN, ...more })).entries
    const sequences = async (more: Partial<AuditQuery> = {}) => (await listed(more)).map(({ sequence }) => sequence)

    it.each<[string, Partial<AuditEvent>]>([
      ['a user', {}],
      ['a key', { actor: { kind: 'user', accountId: 'acme', userId: 'u', credential: 'access-key', accessKey: 'AK' } }],
      ['a failure', { outcome: { status: 403, code: 'WKS.1' } }],
      ['many at once', { repeated: 17, address: undefined, requestId: undefined, target: {} }],
      ['text of every kind', { address: '桌面 "\n\u0000 \ud83d\ude00', target: { user_id: '","hash":"' } }],
    ])('gives an event back as it happened: %s', async (_what, more) => {
      const event = anEvent(more)
      expect(await log.append(event)).toMatchObject(event)
      expect(await listed()).toMatchObject([{ ...event, sequence: 1, erased: [] }])
    })

    it('numbers entries from 1 without gaps, each with the hash of the one before', async () => {
      const entries = await Promise.all(Array.from({ length: 50 }, () => log.append(anEvent())))
      expect(entries.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 50 }, (_, at) => at + 1))
      for (const [at, entry] of entries.entries()) {
        if (at > 0) expect(entry.previous).toBe(entries[at - 1]?.hash)
      }
    })

    it('lists newest first, page by page, and says where the next one begins', async () => {
      for (let count = 0; count < 5; count += 1) await log.append(anEvent())
      const first = await log.list({ ...OWN, limit: 2 })
      expect(first.entries.map(({ sequence }) => sequence)).toEqual([5, 4])
      const second = await log.list({ ...OWN, limit: 2, beforeSequence: first.next })
      expect(second.entries.map(({ sequence }) => sequence)).toEqual([3, 2])
      const last = await log.list({ ...OWN, limit: 2, beforeSequence: second.next })
      expect([last.entries.map(({ sequence }) => sequence), last.next]).toEqual([[1], undefined])
    })

    it('lists what is asked for', async () => {
      await log.append(anEvent())
      await log.append(anEvent({ at: minute(1), operation: 'DeleteUser', outcome: { status: 403 } }))
      await log.append(anEvent({ at: minute(2), outcome: { status: 503 } }))
      const other = { kind: 'user', accountId: 'acme', userId: 'u9', credential: 'token' } as const
      await log.append(anEvent({ at: minute(3), actor: other }))
      expect(await sequences({ operation: 'DeleteUser' })).toEqual([2])
      expect(await sequences({ userId: 'u9' })).toEqual([4])
      expect(await sequences({ from: minute(1), until: minute(2) })).toEqual([3, 2])
      expect(await sequences({ outcome: 'success' })).toEqual([4, 1])
      expect(await sequences({ outcome: 'denied' })).toEqual([2])
      expect(await sequences({ outcome: 'failed' })).toEqual([3])
    })

    it('shows an account its own entries only, and those of nobody where asked', async () => {
      await log.append(anEvent())
      await log.append(anEvent({ actor: { kind: 'unproven', userName: 'eve' } }))
      await log.append(anEvent({ actor: { kind: 'server' } }))
      await log.append(anEvent({ actor: { kind: 'unproven', accountId: 'umbrella', accessKey: 'AK' } }))
      expect(await sequences()).toEqual([1])
      expect(await sequences({ withUnattributed: true })).toEqual([3, 2, 1])
      expect(await sequences({ accountId: 'umbrella' })).toEqual([4])
    })

    it('erases the personal values of a user, and nothing else of an entry', async () => {
      const { hash } = await log.append(anEvent())
      await log.append(anEvent({ actor: { kind: 'user', accountId: 'acme', userId: 'u9', credential: 'token' } }))
      expect(await log.erase({ ...OWN, userId: 'u1' })).toBe(2)
      expect(await log.erase({ ...OWN, userId: 'u1' })).toBe(0)
      const [other, erased] = await listed()
      expect(erased).toMatchObject({ hash, address: undefined, erased: ['user_name', 'address'] })
      expect(erased?.actor).toMatchObject({ userId: 'u1', userName: undefined })
      expect(other).toMatchObject({ address: '192.0.2.1', erased: [] })
    })

    it('erases a value wherever it stands in the entries of an account, ignoring case', async () => {
      await log.append(anEvent({ address: '2001:db8::a' }))
      expect(await log.erase({ ...OWN, value: '2001:DB8::A' })).toBe(1)
      await log.append(anEvent())
      await log.append(anEvent({ address: '192.0.2.2' }))
      await log.append(anEvent({ actor: { kind: 'unproven', accountId: 'umbrella' } }))
      expect(await log.erase({ ...OWN, value: '192.0.2.1' })).toBe(1)
      expect((await listed()).map(({ address }) => address)).toEqual(['192.0.2.2', undefined, undefined])
      expect((await listed({ accountId: 'umbrella' }))[0]?.address).toBe('192.0.2.1')
    })

    it('records on while values are erased', async () => {
      await log.append(anEvent())
      await Promise.all([
        log.append(anEvent()),
        log.erase({ ...OWN, userId: 'u1' }),
        log.append(anEvent({ address: '192.0.2.9' })),
      ])
      await log.append(anEvent({ address: '192.0.2.8' }))
      expect(await listed()).toHaveLength(4)
      expect((await listed())[0]?.address).toBe('192.0.2.8')
    })

    it('goes on where it was when it is opened again', async () => {
      const { hash } = await log.append(anEvent())
      log = await opened.reopen()
      expect(await log.append(anEvent())).toMatchObject({ sequence: 2, previous: hash })
      expect(await sequences()).toEqual([2, 1])
    })

    it('is ready, and takes nothing any more once it is closed', async () => {
      await log.ready()
      await log.close()
      await log.close()
      await expect(log.ready()).rejects.toThrow(AuditLogUnavailableError)
      await expect(log.append(anEvent())).rejects.toThrow(AuditLogUnavailableError)
    })
  })
}
