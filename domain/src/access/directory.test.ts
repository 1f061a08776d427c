import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Directory, type DirectoryChange } from './directory.js'
import type { Entity } from './entities.js'
import {
  aDirectory,
  aGrant,
  aGroup,
  aKey,
  anAccount,
  aPolicy,
  aProject,
  aUser,
  NOW,
  toGroup,
} from './identities.fixture.js'

const ids = (entities: readonly Entity[]): readonly string[] => entities.map(({ id }) => id)
const later = (ms: number): Date => new Date(NOW.getTime() + ms)

describe('a directory', () => {
  it('finds by kind and id', () => {
    const directory = aDirectory(aGroup('root'))
    expect(directory.find('user', 'root')).toMatchObject({ kind: 'user', isRoot: true })
    expect(directory.find('group', 'root')).toEqual(aGroup('root'))
    expect(directory.find('policy', 'root')).toBeUndefined()
  })

  it.each([
    ['acme', 'p1', true],
    ['acme', 'other-p', false],
    ['other', 'other-p', true],
    ['acme', 'unknown', false],
  ])('finds in account %s the project %s: %s', (accountId, id, isFound) => {
    expect(aDirectory().findIn(accountId, 'project', id)?.id).toBe(isFound ? id : undefined)
  })

  it('finds by name within kind and account, ignoring case and Unicode form', () => {
    const directory = aDirectory(aUser('u1', { name: 'Ren\u00E9' }), aUser('u2', { name: 'René', accountId: 'other' }))
    expect(directory.named('user', 'RENE\u0301', 'acme')?.id).toBe('u1')
    expect(directory.named('user', 'rené', 'other')?.id).toBe('u2')
    expect(directory.named('group', 'rené', 'acme')).toBeUndefined()
    expect(directory.named('user', 'rene', 'acme')).toBeUndefined()
    expect(directory.named('account', 'ACME')?.id).toBe('acme')
    expect(directory.named('user', 'rené')).toBeUndefined()
  })

  it('lists what has names by name and then id, of one account or all', () => {
    const users = [aUser('3', { name: 'b' }), aUser('2', { name: 'A' }), aUser('1', { name: 'B' })]
    const directory = new Directory([...users, aUser('0', { name: 'c', accountId: 'other' })])
    expect(ids(directory.all('user', 'acme'))).toEqual(['2', '1', '3'])
    expect(ids(directory.all('user'))).toEqual(['2', '1', '3', '0'])
    expect(directory.all('group')).toEqual([])
  })

  it('lists what has no names by creation and then id', () => {
    const directory = new Directory([
      aKey('c', 'ada', { createdAt: later(1) }),
      aKey('b', 'ada'),
      aKey('z', 'ada', { createdAt: later(-1) }),
      aKey('a', 'ada'),
      aKey('x', 'eve'),
    ])
    expect(ids(directory.keysOf('ada'))).toEqual(['z', 'a', 'b', 'c'])
    expect(ids(directory.all('access-key', 'acme'))).toEqual(['z', 'a', 'b', 'x', 'c'])
    expect(directory.keysOf('nobody')).toEqual([])
  })

  it('knows the members of a group by name', () => {
    const inGroup = { groupIds: ['other-group', 'g'] }
    const directory = new Directory([aUser('b', inGroup), aUser('c'), aUser('a', inGroup)])
    expect(ids(directory.membersOf('g'))).toEqual(['a', 'b'])
    expect(directory.membersOf('c')).toEqual([])
  })

  it('knows what is granted to a user, to a group, and with a policy', () => {
    const directory = new Directory([
      aGrant('direct', 'q', 'ada'),
      aGrant('by group', 'q', '', toGroup('g')),
      aGrant('to a group named like the user', 'q', '', toGroup('ada')),
      aGrant('to another', 'r', 'eve'),
      aGrant('elsewhere', 'q', 'zoe', { accountId: 'other' }),
    ])
    expect(ids(directory.grantsOf(aUser('ada', { groupIds: ['h', 'g'] })))).toEqual(['direct', 'by group'])
    expect(ids(directory.grantsTo({ kind: 'group', id: 'ada' }))).toEqual(['to a group named like the user'])
    expect(ids(directory.grantsWith('acme', 'q'))).toEqual(['direct', 'by group', 'to a group named like the user'])
    expect(ids(directory.grantsWith('other', 'q'))).toEqual(['elsewhere'])
  })

  it('counts', () => {
    const directory = aDirectory(aUser('ada'))
    expect(directory.count('user', 'acme')).toBe(2)
    expect(directory.count('user', 'other')).toBe(1)
    expect(directory.count('group', 'acme')).toBe(0)
  })

  it('knows the founding account', () => {
    expect(aDirectory().founding?.id).toBe('acme')
    expect(new Directory([anAccount('a')]).founding).toBeUndefined()
  })

  it('lets what is put win over what is removed, and the last over what came before', () => {
    const directory = new Directory([aUser('a'), aUser('b')]).changed({
      put: [aUser('a', { generation: 1 }), aUser('a', { generation: 2 })],
      remove: [aUser('a'), aUser('b', { name: 'other' }), aUser('unknown')],
    })
    expect(directory.all('user')).toEqual([aUser('a', { generation: 2 })])
    expect(directory.changed({}).all('user')).toEqual(directory.all('user'))
  })

  it('is not changed by a change', () => {
    const before = new Directory([aUser('a', { groupIds: ['g'] })])
    const after = before.changed({ put: [aUser('a', { name: 'new' }), aUser('b', { groupIds: ['g'] })] })
    expect(ids(before.membersOf('g'))).toEqual(['a'])
    expect(before.named('user', 'new', 'acme')).toBeUndefined()
    expect(ids(after.membersOf('g'))).toEqual(['b'])
    expect(after.named('user', 'a', 'acme')).toBeUndefined()
    expect(after.named('user', 'new', 'acme')?.id).toBe('a')
  })

  it('answers after any changes as one that was made of what there is then', () => {
    fc.assert(
      fc.property(fc.array(changes(), { maxLength: 8 }), (made) => {
        const kept = new Map<string, Entity>()
        let directory = new Directory([])
        for (const change of made) {
          directory = directory.changed(change)
          for (const { kind, id } of change.remove ?? []) kept.delete(`${kind} ${id}`)
          for (const entity of change.put ?? []) kept.set(`${entity.kind} ${entity.id}`, entity)
        }
        expect(answersOf(directory)).toEqual(answersOf(new Directory(kept.values())))
        expect(answersOf(directory)).toEqual(answersByScan([...kept.values()]))
      }),
    )
  })
})

const few = fc.constantFrom('a', 'b', 'c')

function changes(): fc.Arbitrary<DirectoryChange> {
  const entity: fc.Arbitrary<Entity> = fc.oneof(
    fc
      .tuple(few, few, fc.uniqueArray(few))
      .map(([id, name, groupIds]) => aUser(id, { name: `${id} ${name}`, groupIds, accountId: name })),
    fc.tuple(few, few).map(([id, userId]) => aKey(id, userId)),
    fc.tuple(few, few, few, fc.boolean()).map(([id, policyId, to, isGroup]) => ({
      ...aGrant(id, policyId, to),
      ...(isGroup ? toGroup(to) : {}),
    })),
    few.map((id) => aPolicy(id, [])),
    few.map((id) => aProject(id)),
  )
  return fc.record({ put: fc.array(entity, { maxLength: 4 }), remove: fc.array(entity, { maxLength: 3 }) })
}

const sorted = (entities: readonly Entity[]): readonly string[] => ids(entities).toSorted()

function answersOf(directory: Directory): readonly unknown[] {
  return ['a', 'b', 'c'].map((id) => [
    sorted(directory.keysOf(id)),
    sorted(directory.membersOf(id)),
    sorted(directory.grantsTo({ kind: 'user', id })),
    sorted(directory.grantsTo({ kind: 'group', id })),
    sorted(directory.grantsWith('acme', id)),
    sorted(directory.all('user', id)),
    directory.count('user', id),
    ['a', 'b', 'c'].map((name) => directory.named('user', `${id} ${name}`, name)?.id),
  ])
}

function answersByScan(entities: readonly Entity[]): readonly unknown[] {
  const where = (isMeant: (entity: Entity) => boolean) => sorted(entities.filter(isMeant))
  return ['a', 'b', 'c'].map((id) => {
    const inAccount = where((entity) => entity.kind === 'user' && entity.accountId === id)
    return [
      where((entity) => entity.kind === 'access-key' && entity.userId === id),
      where((entity) => entity.kind === 'user' && entity.groupIds.includes(id)),
      where((entity) => entity.kind === 'grant' && entity.to.kind === 'user' && entity.to.id === id),
      where((entity) => entity.kind === 'grant' && entity.to.kind === 'group' && entity.to.id === id),
      where((entity) => entity.kind === 'grant' && entity.policyId === id),
      inAccount,
      inAccount.length,
      ['a', 'b', 'c'].map((name) => where((entity) => entity.kind === 'user' && entity.name === `${id} ${name}`)[0]),
    ]
  })
}
