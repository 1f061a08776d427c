import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DomainError } from '../errors.js'
import { administrationOf } from './administration.fixture.js'
import type { Administration } from './administration.js'
import type { Directory } from './directory.js'
import type { EntityKind, User } from './entities.js'
import { aDirectory, aGroup } from './identities.fixture.js'
import { foldName } from './name-folding.js'
import { SYSTEM_POLICIES } from './policy/system-policies.js'

const SOURCES = ['Allow', 'Deny'].map((Effect) => ({ Version: '5.0', Statement: [{ Effect, Action: ['*'] }] }))
const ACCOUNTS = ['acme', 'other'] as const

/** Draws what a change is about: now and then of the wrong account, of the wrong kind, or not there at all. */
interface Draw {
  id(kind: EntityKind): string
  name(): string
  flag(): boolean
}

type Act = (on: Administration, actor: User, draw: Draw) => Promise<unknown>

const source = (draw: Draw) => SOURCES[Number(draw.flag())] ?? {}
const policyId = (draw: Draw) => (draw.flag() ? draw.id('policy') : 'full_access')

const ACTS: readonly Act[] = [
  (on, actor, draw) => on.createProject(actor, draw.name(), draw.flag() ? draw.id('project') : undefined),
  (on, actor, draw) => on.updateProject(actor, draw.id('project'), { name: draw.name(), isEnabled: draw.flag() }),
  (on, actor, draw) => on.createUser(actor, { name: draw.name(), password: draw.name() }),
  (on, actor, draw) => on.updateUser(actor, draw.id('user'), { name: draw.name() }),
  (on, actor, draw) => on.updateUser(actor, draw.id('user'), { password: draw.name(), isEnabled: draw.flag() }),
  (on, actor, draw) => on.deleteUser(actor, draw.id('user')),
  (on, actor, draw) => on.createAccessKey(actor, draw.id('user')),
  (on, actor, draw) => on.enableAccessKey(actor, draw.id('access-key'), draw.flag()),
  (on, actor, draw) => on.deleteAccessKey(actor, draw.id('access-key')),
  (on, actor, draw) => on.createGroup(actor, { name: draw.name(), description: '' }),
  (on, actor, draw) => on.deleteGroup(actor, draw.id('group')),
  (on, actor, draw) => on.addUserToGroup(actor, draw.id('group'), draw.id('user')),
  (on, actor, draw) => on.addUserToGroup(actor, draw.id('group'), draw.id('user')),
  (on, actor, draw) => on.removeUserFromGroup(actor, draw.id('group'), draw.id('user')),
  (on, actor, draw) => on.createPolicy(actor, { name: draw.name(), description: '', source: source(draw) }),
  (on, actor, draw) =>
    on.updatePolicy(actor, draw.id('policy'), { name: draw.name(), description: '', source: source(draw) }),
  (on, actor, draw) => on.deletePolicy(actor, draw.id('policy')),
  (on, actor, draw) => on.createGrant(actor, { policyId: policyId(draw), to: { kind: 'user', id: draw.id('user') } }),
  (on, actor, draw) =>
    on.createGrant(actor, {
      policyId: policyId(draw),
      to: { kind: 'group', id: draw.id('group') },
      projectId: draw.flag() ? draw.id('project') : undefined,
    }),
  (on, actor, draw) => on.deleteGrant(actor, draw.id('grant')),
  (on, _actor, draw) => on.enableAccount(draw.id('account'), draw.flag()),
]

describe('whatever is done to identities', () => {
  it('they stay sound, and the sessions of just those concerned end', async () => {
    const step = fc.record({
      act: fc.constantFrom(...ACTS),
      accountId: fc.constantFrom('acme', 'acme', 'acme', 'other'),
      picks: fc.array(fc.nat({ max: 1000 }), { minLength: 8, maxLength: 8 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 60 }), async (steps) => {
        const admins = ACCOUNTS.map((accountId) =>
          aGroup(`admins of ${accountId}`, { accountId, name: 'admin', isAdmin: true }),
        )
        const { administration } = await administrationOf(aDirectory(...admins))
        for (const { act, accountId, picks } of steps) {
          const before = administration.directory
          const actor = before.all('user', accountId).find(({ isRoot }) => isRoot)
          if (actor === undefined) throw new Error('The root user is gone.')
          await act(administration, actor, drawFrom(before, picks)).catch((error: unknown) => {
            expect(error).toBeInstanceOf(DomainError)
            expect(administration.directory).toBe(before)
          })
          expectSound(administration.directory)
          expectEndedSessions(before, administration.directory)
        }
      }),
      { numRuns: 100 },
    )
  })
})

function drawFrom(directory: Directory, picks: readonly number[]): Draw {
  const left = [...picks]
  const pick = <T>(values: readonly T[]): T | undefined => values[(left.pop() ?? 0) % Math.max(values.length, 1)]
  return {
    id: (kind) => pick([...directory.all(kind).map(({ id }) => id), 'unknown']) ?? 'unknown',
    name: () => pick(['a', 'A', 'b', 'Ren\u00E9', 'RENE\u0301', 'c', 'd']) ?? 'a',
    flag: () => pick([true, false]) ?? true,
  }
}

function expectSound(directory: Directory): void {
  expect(directory.all('account').filter(({ isFounding }) => isFounding)).toMatchObject([
    { id: 'acme', isEnabled: true },
  ])
  for (const accountId of ACCOUNTS) {
    const roots = directory.all('user', accountId).filter(({ isRoot }) => isRoot)
    expect(roots).toMatchObject([{ isEnabled: true }])
    expect(directory.all('group', accountId).filter(({ isAdmin }) => isAdmin)).toHaveLength(1)
    for (const kind of ['project', 'user', 'group', 'policy'] as const) {
      const names = directory.all(kind, accountId).map(({ name }) => foldName(name))
      expect(new Set(names).size).toBe(names.length)
    }
  }
  for (const { accountId, policyId: granted, projectId, to } of directory.all('grant')) {
    expect(directory.findIn(accountId, to.kind, to.id)).toBeDefined()
    if (projectId !== undefined) expect(directory.findIn(accountId, 'project', projectId)).toBeDefined()
    const isSystem = SYSTEM_POLICIES.some((policy) => policy.policyId === granted)
    expect(isSystem || directory.findIn(accountId, 'policy', granted) !== undefined).toBe(true)
  }
  for (const { accountId, userId } of directory.all('access-key')) {
    expect(directory.findIn(accountId, 'user', userId)).toBeDefined()
  }
  for (const { accountId, groupIds } of directory.all('user')) {
    expect(new Set(groupIds).size).toBe(groupIds.length)
    for (const id of groupIds) expect(directory.findIn(accountId, 'group', id)).toBeDefined()
  }
}

/** Sessions end for those whose password, keys, rights or being enabled differ, and for nobody else. */
function expectEndedSessions(before: Directory, after: Directory): void {
  for (const user of after.all('user')) {
    const earlier = before.find('user', user.id)
    if (earlier === undefined) continue
    // A new key ends nothing: only those that there were count.
    const keyIds = before.keysOf(user.id).map(({ id }) => id)
    const [then, now] = [rightsIn(before, earlier, keyIds), rightsIn(after, user, keyIds)]
    const isConcerned = then.length !== now.length || then.some((right, at) => right !== now[at])
    expect(user.generation - earlier.generation).toBe(Number(isConcerned))
  }
}

/** What a session rests on; whatever was put again is another one. */
function rightsIn(directory: Directory, user: User, keyIds: readonly string[]): readonly unknown[] {
  const grants = directory.grantsOf(user)
  return [
    user.passwordHash,
    user.isEnabled,
    directory.find('account', user.accountId)?.isEnabled,
    user.groupIds.join(),
    ...grants,
    ...grants.map(({ policyId: id }) => directory.find('policy', id)),
    ...keyIds.map((id) => directory.find('access-key', id)),
  ]
}
