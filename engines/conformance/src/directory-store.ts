import { DirectoryKeeper, type DirectoryStore, type Entity } from '@deskledger/domain'
import { beforeEach, describe, expect, it } from 'vitest'
import { aUser, ONE_OF_EACH } from './entities.fixture.js'
import type { Reopenable } from './reopenable.js'

/** An engine under test. */
export interface DirectoryStoreUnderTest {
  readonly name: string
  /** An empty store on data of its own. */
  open(): Promise<Reopenable<DirectoryStore>>
}

/** The suite that every directory store passes. Each test is a sentence of the port. */
export function describeDirectoryStore(engine: DirectoryStoreUnderTest): void {
  describe(`directory store: ${engine.name}`, () => {
    let opened: Reopenable<DirectoryStore>
    let store: DirectoryStore
    beforeEach(async () => {
      opened = await engine.open()
      store = opened.store
    })

    const stored = async (from = store): Promise<readonly Entity[]> =>
      [...(await from.load()).entities].sort((a, b) => (`${a.kind} ${a.id}` < `${b.kind} ${b.id}` ? -1 : 1))
    const sorted = (...ids: readonly string[]) => ids.map((id) => expect.objectContaining({ id }))

    it('begins empty, before any change', async () => {
      expect(await store.load()).toEqual({ entities: [], version: 0 })
    })

    it('gives every kind of entity back as it was put', async () => {
      expect(await store.commit(0, { put: ONE_OF_EACH })).toBe(true)
      const { entities, version } = await store.load()
      expect(version).toBe(1)
      expect(entities).toHaveLength(ONE_OF_EACH.length)
      for (const entity of ONE_OF_EACH) expect(entities).toContainEqual(entity)
    })

    it('keeps everything when it is opened again', async () => {
      await store.commit(0, { put: ONE_OF_EACH })
      await store.commit(1, { put: [aUser('ada')] })
      const before = await stored()
      const reopened = await opened.reopen()
      expect(await stored(reopened)).toEqual(before)
      expect((await reopened.load()).version).toBe(2)
      expect(await reopened.commit(1, { put: [aUser('eve')] })).toBe(false)
      expect(await reopened.commit(2, { put: [aUser('eve')] })).toBe(true)
    })

    it('puts in place of what had the id, within its kind', async () => {
      await store.commit(0, { put: [...ONE_OF_EACH, aUser('g')] })
      await store.commit(1, { put: [aUser('g', { generation: 5 })] })
      const named = (await stored()).filter(({ id }) => id === 'g')
      expect(named).toEqual([ONE_OF_EACH.find(({ kind }) => kind === 'group'), aUser('g', { generation: 5 })])
    })

    it('removes by kind and id, whatever else the entity says', async () => {
      await store.commit(0, { put: [aUser('a'), aUser('b'), aUser('c')] })
      expect(await store.commit(1, { remove: [aUser('a', { name: 'other' }), aUser('unknown')] })).toBe(true)
      expect(await stored()).toEqual(sorted('b', 'c'))
      expect((await store.load()).version).toBe(2)
    })

    it('puts and removes in one change', async () => {
      await store.commit(0, { put: [aUser('a'), aUser('b')] })
      await store.commit(1, { put: [aUser('c')], remove: [aUser('a')] })
      expect(await stored()).toEqual(sorted('b', 'c'))
    })

    it('means by a change what it means in memory', async () => {
      const keeper = await DirectoryKeeper.open(store)
      await keeper.change(() => ({ put: [aUser('a'), aUser('b', { name: 'first' }), aUser('b', { name: 'second' })] }))
      await keeper.change(() => ({ put: [aUser('a', { generation: 1 })], remove: [aUser('a'), aUser('b')] }))
      expect(await stored()).toEqual(keeper.current.all('user'))
      expect(await stored()).toEqual([aUser('a', { generation: 1 })])
    })

    it.each([0, 2])('stores nothing of a change for version %i when the directory is at 1', async (version) => {
      await store.commit(0, { put: [aUser('a')] })
      expect(await store.commit(version, { put: [aUser('b')], remove: [aUser('a')] })).toBe(false)
      expect(await store.load()).toEqual({ entities: [aUser('a')], version: 1 })
    })

    it('takes one of several changes that were made for the same version', async () => {
      const ids = ['a', 'b', 'c', 'd']
      const taken = await Promise.all(ids.map((id) => store.commit(0, { put: [aUser(id)] })))
      expect(taken.filter(Boolean)).toHaveLength(1)
      expect(await store.load()).toEqual({ entities: [aUser(ids[taken.indexOf(true)] ?? '')], version: 1 })
    })

    it('never shows half of a change', async () => {
      const users = Array.from({ length: 500 }, (_, at) => aUser(`u${at}`))
      const committing = store.commit(0, { put: users })
      const seen = await Promise.all(Array.from({ length: 8 }, () => store.load()))
      await committing
      for (const { entities, version } of seen) expect(entities).toHaveLength(version === 0 ? 0 : users.length)
      expect((await store.load()).entities).toHaveLength(users.length)
    })
  })
}
