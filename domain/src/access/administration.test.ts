import { beforeEach, describe, expect, it } from 'vitest'
import { InvalidParameterError } from '../errors.js'
import { administrationOf, LIMITS } from './administration.fixture.js'
import type { Administration } from './administration.js'
import type { Entity, User } from './entities.js'
import { AccessDeniedError, DirectoryConflictError, EntityNotFoundError } from './errors.js'
import {
  aDirectory,
  aGrant,
  aGroup,
  aKey,
  anAccount,
  aPolicy,
  aProject,
  aUser,
  type MemoryDirectoryStore,
  NOW,
  type OpenSecrets,
  ROOT,
} from './identities.fixture.js'

const ADA = aUser('ada')
const OTHER_ROOT = aUser('other-root', { accountId: 'other', isRoot: true })
const SOURCE = { Version: '5.0', Statement: [{ Effect: 'Allow', Action: ['*'] }] }
const BROKEN = { Version: '5.0', Statement: [{ Effect: 'Allow' }] }

let administration: Administration
let secrets: OpenSecrets
let store: MemoryDirectoryStore
beforeEach(async () => {
  const opened = await administrationOf(
    aDirectory(
      ADA,
      aUser('eve', { groupIds: ['team'] }),
      aKey('AK1', 'ada'),
      aGroup('team'),
      aPolicy('q', SOURCE.Statement),
      aGrant('g1', 'full_access', 'ada'),
    ),
  )
  administration = opened.administration
  secrets = opened.secrets
  store = opened.store
})

/** Everything that an actor can change. */
const CHANGES: readonly [string, (actor: User) => Promise<unknown>][] = [
  ['make a project', (actor) => administration.createProject(actor, 'new')],
  ['change a project', (actor) => administration.updateProject(actor, 'p1', { name: 'new' })],
  ['make a user', (actor) => administration.createUser(actor, { name: 'new' })],
  ['change a user', (actor) => administration.updateUser(actor, 'ada', { name: 'new' })],
  ['delete a user', (actor) => administration.deleteUser(actor, 'eve')],
  ['make a key', (actor) => administration.createAccessKey(actor, 'eve')],
  ['disable a key', (actor) => administration.enableAccessKey(actor, 'AK1', false)],
  ['delete a key', (actor) => administration.deleteAccessKey(actor, 'AK1')],
  ['make a group', (actor) => administration.createGroup(actor, { name: 'new', description: '' })],
  ['delete a group', (actor) => administration.deleteGroup(actor, 'team')],
  ['fill a group', (actor) => administration.addUserToGroup(actor, 'team', 'ada')],
  ['empty a group', (actor) => administration.removeUserFromGroup(actor, 'team', 'eve')],
  ['make a policy', (actor) => administration.createPolicy(actor, { name: 'n', description: '', source: SOURCE })],
  [
    'change a policy',
    (actor) => administration.updatePolicy(actor, 'q', { name: 'n', description: '', source: SOURCE }),
  ],
  ['delete a policy', (actor) => administration.deletePolicy(actor, 'q')],
  ['grant', (actor) => administration.createGrant(actor, { policyId: 'q', to: { kind: 'user', id: 'eve' } })],
  ['take a grant back', (actor) => administration.deleteGrant(actor, 'g1')],
]

describe('administration', () => {
  it.each(CHANGES)('lets the root user %s, and stores that', async (_what, act) => {
    await act(ROOT)
    expect(store.changes).toHaveLength(1)
  })

  it.each(CHANGES)('does not let somebody %s who was disabled or deleted meanwhile', async (_what, act) => {
    const refused = new AccessDeniedError('Your user or account was disabled or deleted meanwhile.')
    const entities = (await store.load()).entities
    const actor = aUser('actor')
    const gone: readonly Entity[][] = [
      [],
      [aUser('actor', { isEnabled: false })],
      [actor, anAccount('acme', { isEnabled: false })],
    ]
    for (const more of gone) {
      const { administration: fresh, store: untouched } = await administrationOf(aDirectory(...entities, ...more))
      administration = fresh
      await expect(act(actor)).rejects.toEqual(refused)
      expect(untouched.changes).toEqual([])
    }
  })

  it('does not let anybody act in an account that is not there', async () => {
    const stranger = aUser('stranger', { accountId: 'gone' })
    const { administration: fresh } = await administrationOf(aDirectory(stranger))
    await expect(fresh.createProject(stranger, 'new')).rejects.toThrow(AccessDeniedError)
  })

  it('asks whether the actor may still act when its turn comes', async () => {
    const deleting = administration.deleteUser(ROOT, 'ada')
    const granting = administration.createGrant(ADA, { policyId: 'full_access', to: { kind: 'user', id: 'eve' } })
    await deleting
    await expect(granting).rejects.toThrow(AccessDeniedError)
    secrets.meanwhile = () => administration.updateUser(ROOT, 'eve', { isEnabled: false })
    const eve = administration.user(ROOT, 'eve')
    await expect(administration.createUser(eve, { name: 'new', password: 'secret' })).rejects.toThrow(AccessDeniedError)
  })

  it.each(CHANGES.filter(([what]) => !/^make (?!a key)/.test(what)))(
    'does not let the root user of another account %s: it is not there',
    async (_what, act) => {
      const failure = await act(OTHER_ROOT).catch((error: unknown) => error)
      expect(failure).toBeInstanceOf(EntityNotFoundError)
      expect(failure).toMatchObject({ message: expect.stringMatching(/^There is no .+ in this account\.$/) })
      expect(store.changes).toEqual([])
    },
  )

  it('shows a change when it resolves', async () => {
    const { id } = await administration.createGroup(ROOT, { name: 'new', description: 'what for' })
    expect(administration.directory.find('group', id)).toEqual({
      kind: 'group',
      id,
      accountId: 'acme',
      name: 'new',
      description: 'what for',
      isAdmin: false,
      createdAt: NOW,
    })
    expect(administration.group(ROOT, id)).toBe(administration.directory.find('group', id))
  })
})

describe('names that cannot be told apart by looking', () => {
  const name = 'ad\u200Bmin'

  it.each<[string, (actor: User) => Promise<unknown>]>([
    ['a project', (actor) => administration.createProject(actor, name)],
    ['a renamed project', (actor) => administration.updateProject(actor, 'p1', { name })],
    ['a user', (actor) => administration.createUser(actor, { name })],
    ['a renamed user', (actor) => administration.updateUser(actor, 'ada', { name })],
    ['a group', (actor) => administration.createGroup(actor, { name, description: '' })],
    ['a policy', (actor) => administration.createPolicy(actor, { name, description: '', source: SOURCE })],
    ['a renamed policy', (actor) => administration.updatePolicy(actor, 'q', { name, description: '', source: SOURCE })],
    ['an account', () => administration.createAccount({ name, projectName: 'p', rootName: 'root' })],
    ['the project of an account', () => administration.createAccount({ name: 'x', projectName: name, rootName: 'r' })],
    [
      'the root user of an account',
      () => administration.createAccount({ name: 'x', projectName: 'p', rootName: name }),
    ],
  ])('are refused for %s', async (_what, act) => {
    await expect(act(ROOT)).rejects.toThrow(InvalidParameterError)
    expect(store.changes).toEqual([])
  })

  it('stay where they are when something else is changed', async () => {
    const { administration: old } = await administrationOf(
      aDirectory(aUser('ada', { name }), aPolicy('q', SOURCE.Statement, { name }), aProject('p2', { name })),
    )
    expect(await old.updateUser(ROOT, 'ada', { isEnabled: false })).toMatchObject({ name, isEnabled: false })
    expect(await old.updateProject(ROOT, 'p2', { isEnabled: false })).toMatchObject({ name, isEnabled: false })
    const order = { name, description: 'new', source: SOURCE }
    expect(await old.updatePolicy(ROOT, 'q', order)).toMatchObject(order)
  })
})

describe('accounts', () => {
  it('are never founding ones when they are made', async () => {
    const order = { name: 'new', projectName: 'p', rootName: 'root', isFounding: true }
    const { account, root } = await administration.createAccount(order)
    expect(account.isFounding).toBe(false)
    expect(administration.directory.find('user', root.id)).toEqual(root)
  })

  it('are enabled and disabled', async () => {
    expect(await administration.enableAccount('other', false)).toEqual(anAccount('other', { isEnabled: false }))
    expect(administration.directory.find('account', 'other')?.isEnabled).toBe(false)
    await expect(administration.enableAccount('unknown', true)).rejects.toEqual(
      new EntityNotFoundError('account', 'unknown'),
    )
  })
})

describe('projects', () => {
  it('are shown to their account only', () => {
    expect(administration.project(ROOT, 'p1')).toEqual(aProject('p1'))
    expect(() => administration.project(OTHER_ROOT, 'p1')).toThrow(new EntityNotFoundError('project', 'p1'))
  })

  it('get an id unless they have one', async () => {
    expect(await administration.createProject(ROOT, 'two')).toEqual(aProject('id-2', { name: 'two', createdAt: NOW }))
    expect(await administration.createProject(ROOT, 'three', 'known')).toEqual(aProject('known', { name: 'three' }))
    await expect(administration.createProject(ROOT, 'four')).rejects.toThrow(`has ${LIMITS.projects} of this kind`)
  })

  it('are changed', async () => {
    const changed = aProject('p1', { name: 'new', isEnabled: false })
    expect(await administration.updateProject(ROOT, 'p1', { name: 'new', isEnabled: false })).toEqual(changed)
  })
})

describe('users', () => {
  it('may do nothing and have no password unless they are given one', async () => {
    const made = await administration.createUser(ROOT, { name: 'zoe' })
    expect(made).toEqual(aUser(made.id, { name: 'zoe', passwordHash: undefined }))
    const { passwordHash } = await administration.createUser(ROOT, { name: 'dan', password: 'secret' })
    expect(passwordHash).toBe('hash of secret')
    await expect(administration.createUser(ROOT, { name: 'x' })).rejects.toThrow(`has ${LIMITS.users} of this kind`)
  })

  it('are changed, and keep the password unless they get one', async () => {
    expect(await administration.updateUser(ROOT, 'ada', { name: 'new' })).toEqual(aUser('ada', { name: 'new' }))
    const changed = aUser('ada', { name: 'new', passwordHash: 'hash of p', isEnabled: false, generation: 1 })
    expect(await administration.updateUser(ROOT, 'ada', { password: 'p', isEnabled: false })).toEqual(changed)
  })

  it('are shown to their account only', () => {
    expect(administration.user(ROOT, 'ada')).toEqual(ADA)
    expect(() => administration.user(OTHER_ROOT, 'ada')).toThrow(new EntityNotFoundError('user', 'ada'))
  })

  it('that are root are not changed by others', async () => {
    await expect(administration.updateUser(ADA, 'root', { password: 'mine' })).rejects.toThrow(AccessDeniedError)
    await expect(administration.createAccessKey(ADA, 'root')).rejects.toThrow(AccessDeniedError)
  })
})

describe('access keys', () => {
  it('are told once and kept sealed', async () => {
    const { key, secretKey } = await administration.createAccessKey(ADA, 'ada')
    expect(key).toEqual(aKey(key.id, 'ada', { sealedSecret: `sealed for ${key.id}: ${secretKey}` }))
    expect([key.id, secretKey]).toEqual([expect.stringMatching(/^AK-/), expect.stringMatching(/^SK-/)])
    await expect(administration.createAccessKey(ADA, 'ada')).rejects.toThrow(
      `The user has ${LIMITS.accessKeysOfUser} access keys already`,
    )
  })

  it('are enabled, disabled and deleted', async () => {
    const disabled = aKey('AK1', 'ada', { isEnabled: false })
    expect(await administration.enableAccessKey(ROOT, 'AK1', false)).toEqual(disabled)
    expect(await administration.enableAccessKey(ROOT, 'AK1', true)).toEqual(aKey('AK1', 'ada'))
    await administration.deleteAccessKey(ROOT, 'AK1')
    expect(administration.directory.keysOf('ada')).toEqual([])
    expect(administration.user(ROOT, 'ada').generation).toBe(3)
  })
})

describe('groups', () => {
  it('are limited, and shown to their account only', async () => {
    await administration.createGroup(ROOT, { name: 'a', description: '' })
    await administration.createGroup(ROOT, { name: 'b', description: '' })
    await expect(administration.createGroup(ROOT, { name: 'c', description: '' })).rejects.toThrow(
      `has ${LIMITS.groups} of this kind`,
    )
    expect(() => administration.group(OTHER_ROOT, 'team')).toThrow(new EntityNotFoundError('group', 'team'))
  })

  it('take users in and let them go', async () => {
    await administration.addUserToGroup(ROOT, 'team', 'ada')
    await administration.removeUserFromGroup(ROOT, 'team', 'eve')
    expect(administration.directory.membersOf('team').map(({ id }) => id)).toEqual(['ada'])
    await administration.deleteGroup(ROOT, 'team')
    expect(administration.user(ROOT, 'ada').groupIds).toEqual([])
  })
})

describe('policies', () => {
  const order = { name: 'new', description: 'what for', source: SOURCE }

  it('are made and changed when they can be read', async () => {
    const made = await administration.createPolicy(ROOT, order)
    expect(made).toEqual({ kind: 'policy', id: made.id, accountId: 'acme', createdAt: NOW, ...order })
    const changed = await administration.updatePolicy(ROOT, made.id, { ...order, name: 'better' })
    expect(changed).toEqual({ ...made, name: 'better' })
    expect(administration.policy(ROOT, made.id)).toEqual(changed)
  })

  it('that cannot be read are refused', async () => {
    const broken = { ...order, source: BROKEN }
    await expect(administration.createPolicy(ROOT, broken)).rejects.toThrow(InvalidParameterError)
    await expect(administration.updatePolicy(ROOT, 'q', broken)).rejects.toThrow(InvalidParameterError)
    expect(store.changes).toEqual([])
  })

  it('are of the account of who makes them, whatever else is said', async () => {
    const foreign = { ...order, kind: 'policy' as const, id: 'q', accountId: 'other' }
    expect(await administration.createPolicy(ROOT, foreign)).toMatchObject({ id: 'id-1', accountId: 'acme' })
  })

  it('are limited, and shown to their account only', async () => {
    await administration.createPolicy(ROOT, order)
    await administration.createPolicy(ROOT, { ...order, name: 'b' })
    await expect(administration.createPolicy(ROOT, { ...order, name: 'c' })).rejects.toThrow(
      `has ${LIMITS.policies} of this kind`,
    )
    expect(() => administration.policy(OTHER_ROOT, 'q')).toThrow(new EntityNotFoundError('policy', 'q'))
  })

  it('are deleted', async () => {
    await administration.deletePolicy(ROOT, 'q')
    expect(() => administration.policy(ROOT, 'q')).toThrow(EntityNotFoundError)
  })
})

describe('grants', () => {
  const order = { policyId: 'q', to: { kind: 'user' as const, id: 'eve' }, projectId: 'p1', enterpriseProjectId: 'a' }

  it('are given and taken back', async () => {
    const made = await administration.createGrant(ROOT, order)
    expect(made).toEqual({ kind: 'grant', id: made.id, accountId: 'acme', createdAt: NOW, ...order })
    expect(administration.directory.find('grant', made.id)).toBe(made)
    await administration.deleteGrant(ROOT, made.id)
    expect(administration.directory.find('grant', made.id)).toBeUndefined()
  })

  it('are of the account of who gives them, whatever else is said', async () => {
    const foreign = { ...order, kind: 'grant' as const, id: 'g1', accountId: 'other' }
    expect(await administration.createGrant(ROOT, foreign)).toMatchObject({ id: 'id-1', accountId: 'acme' })
  })

  it('are limited', async () => {
    for (let at = 1; at < LIMITS.grants; at += 1) {
      await administration.createGrant(ROOT, { ...order, enterpriseProjectId: `${at}` })
    }
    await expect(administration.createGrant(ROOT, order)).rejects.toThrow(DirectoryConflictError)
  })
})
