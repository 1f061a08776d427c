import { beforeEach, describe, expect, it } from 'vitest'
import { administrationOf } from './administration.fixture.js'
import type { Administration } from './administration.js'
import { isAdministrator } from './administrators.js'
import type { User } from './entities.js'
import { AccessDeniedError } from './errors.js'
import { aDirectory, aGrant, aGroup, aKey, aPolicy, aUser, ROOT, toGroup } from './identities.fixture.js'

const CHIEF = aUser('chief', { groupIds: ['admins'] })
const TRUSTED = aUser('trusted')
const HELPDESK = aUser('helpdesk', { groupIds: ['team'] })
const MIXED = aUser('mixed', { groupIds: ['admins', 'team'] })
const LOCAL = aUser('local')
const PEER = aUser('peer', { groupIds: ['crew'] })
const DENY_ALL = { Version: '5.0', Statement: [{ Effect: 'Deny', Action: ['*'] }] }

const DIRECTORY = aDirectory(
  CHIEF,
  TRUSTED,
  HELPDESK,
  MIXED,
  LOCAL,
  PEER,
  aKey('AKCHIEF', 'chief'),
  aKey('AKPEER', 'peer'),
  aGroup('admins', { name: 'admin', isAdmin: true }),
  aGroup('team'),
  aGroup('crew'),
  aGroup('empty-admins'),
  aPolicy('of-admins', DENY_ALL.Statement),
  aPolicy('of-empty-admins', DENY_ALL.Statement),
  aPolicy('of-both', DENY_ALL.Statement),
  aPolicy('of-team', DENY_ALL.Statement),
  aPolicy('of-crew', DENY_ALL.Statement),
  aGrant('admins-all', 'full_access', '', toGroup('admins')),
  aGrant('empty-all', 'full_access', '', toGroup('empty-admins')),
  aGrant('trusted-all', 'full_access', 'trusted'),
  aGrant('helpdesk-administers', 'deskledger_administrator', 'helpdesk'),
  aGrant('local-in-one', 'full_access', 'local', { projectId: 'p1' }),
  aGrant('local-for-one', 'full_access', 'local', { enterpriseProjectId: 'a' }),
  aGrant('admins-denied', 'of-admins', '', toGroup('admins')),
  aGrant('empty-denied', 'of-empty-admins', '', toGroup('empty-admins')),
  aGrant('both-denied', 'of-both', '', toGroup('empty-admins')),
  aGrant('both-denied-too', 'of-both', '', toGroup('crew')),
  aGrant('team-denied', 'of-team', '', toGroup('team')),
  aGrant('crew-denied', 'of-crew', '', toGroup('crew')),
)

it.each([
  ['the root user', ROOT, true],
  ['a member of the group admin', CHIEF, true],
  ['who is granted full access', TRUSTED, true],
  ['who is granted full access in a project or for an enterprise project', LOCAL, false],
  ['who is granted all administration', HELPDESK, false],
  ['who is granted nothing', PEER, false],
])('%s is an administrator: %s', (_who, user, is) => {
  expect(isAdministrator(DIRECTORY, user)).toBe(is)
})

const policy = (name: string) => ({ name, description: '', source: DENY_ALL })
const full = { policyId: 'full_access' }
type Act = (on: Administration, actor: User) => Promise<unknown>

/** What would take an administrator over or out, or make one. */
const RESERVED: readonly [string, Act][] = [
  ['set the password of a member of admin', (on, by) => on.updateUser(by, 'chief', { password: 'mine' })],
  ['rename a member of admin', (on, by) => on.updateUser(by, 'chief', { name: 'x' })],
  ['disable who has full access', (on, by) => on.updateUser(by, 'trusted', { isEnabled: false })],
  ['delete a member of admin', (on, by) => on.deleteUser(by, 'chief')],
  ['make a key for a member of admin', (on, by) => on.createAccessKey(by, 'chief')],
  ['disable a key of a member of admin', (on, by) => on.enableAccessKey(by, 'AKCHIEF', false)],
  ['delete a key of a member of admin', (on, by) => on.deleteAccessKey(by, 'AKCHIEF')],
  ['join the group admin', (on, by) => on.addUserToGroup(by, 'admins', by.id)],
  ['join another group with full access', (on, by) => on.addUserToGroup(by, 'empty-admins', by.id)],
  ['empty the group admin', (on, by) => on.removeUserFromGroup(by, 'admins', 'chief')],
  ['put a member of admin into a group', (on, by) => on.addUserToGroup(by, 'crew', 'chief')],
  ['delete a group with a member of admin', (on, by) => on.deleteGroup(by, 'team')],
  ['delete an empty group with full access', (on, by) => on.deleteGroup(by, 'empty-admins')],
  ['grant itself full access', (on, by) => on.createGrant(by, { ...full, to: { kind: 'user', id: by.id } })],
  ['grant a group full access', (on, by) => on.createGrant(by, { ...full, to: { kind: 'group', id: 'crew' } })],
  ['deny the group admin something', (on, by) => on.createGrant(by, deny('group', 'admins'))],
  ['deny an empty group with full access something', (on, by) => on.createGrant(by, deny('group', 'empty-admins'))],
  ['deny who has full access something', (on, by) => on.createGrant(by, deny('user', 'trusted'))],
  ['deny a group with a member of admin something', (on, by) => on.createGrant(by, deny('group', 'team'))],
  ['take full access from the group admin', (on, by) => on.deleteGrant(by, 'admins-all')],
  ['take full access from an empty group', (on, by) => on.deleteGrant(by, 'empty-all')],
  ['take full access from a user', (on, by) => on.deleteGrant(by, 'trusted-all')],
  ['change a policy of the group admin', (on, by) => on.updatePolicy(by, 'of-admins', policy('x'))],
  [
    'change a policy of an empty group with full access',
    (on, by) => on.updatePolicy(by, 'of-empty-admins', policy('x')),
  ],
  ['change a policy of such a group and another one', (on, by) => on.updatePolicy(by, 'of-both', policy('x'))],
  ['change a policy of a group with a member of admin', (on, by) => on.updatePolicy(by, 'of-team', policy('x'))],
]

/** What all who are allowed the action may do. */
const OPEN: readonly [string, Act][] = [
  ['set the password of another user', (on, by) => on.updateUser(by, 'peer', { password: 'new' })],
  ['delete another user', (on, by) => on.deleteUser(by, 'peer')],
  ['make a key for another user', (on, by) => on.createAccessKey(by, 'peer')],
  ['disable a key of another user', (on, by) => on.enableAccessKey(by, 'AKPEER', false)],
  ['fill another group', (on, by) => on.addUserToGroup(by, 'crew', 'local')],
  ['delete another group', (on, by) => on.deleteGroup(by, 'crew')],
  ['grant another role', (on, by) => on.createGrant(by, { policyId: 'te_admin', to: { kind: 'user', id: 'peer' } })],
  [
    'grant full access in one project',
    (on, by) => on.createGrant(by, { ...full, to: { kind: 'user', id: 'peer' }, projectId: 'p1' }),
  ],
  ['take back full access in one project', (on, by) => on.deleteGrant(by, 'local-in-one')],
  ['change the policy of another group', (on, by) => on.updatePolicy(by, 'of-crew', policy('x'))],
  ['make a user', (on, by) => on.createUser(by, { name: 'new' })],
  ['make a project', (on, by) => on.createProject(by, 'new')],
]

function deny(kind: 'group' | 'user', id: string) {
  return { policyId: 'of-crew', to: { kind, id } }
}

describe('administrators', () => {
  let administration: Administration
  let changes: readonly unknown[]
  beforeEach(async () => {
    const opened = await administrationOf(DIRECTORY, { users: 20, groups: 20, policies: 20, grants: 50 })
    administration = opened.administration
    changes = opened.store.changes
  })

  it.each(RESERVED)('are safe from others, who cannot %s', async (_what, act) => {
    await expect(act(administration, HELPDESK)).rejects.toThrow(
      new AccessDeniedError(
        'Only who has full access (the root user, the group admin) may change those who have it, or give it to others.',
      ),
    )
    expect(changes).toEqual([])
  })

  it.each(RESERVED)('can %s', async (_what, act) => {
    await act(administration, ROOT)
    expect(changes).toHaveLength(1)
  })

  it.each([CHIEF, TRUSTED])('are $id too', async (actor) => {
    await administration.updateUser(actor, 'mixed', { password: 'new' })
    expect(changes).toHaveLength(1)
  })

  it.each(OPEN)('leave it to others to %s', async (_what, act) => {
    await act(administration, HELPDESK)
    expect(changes).toHaveLength(1)
  })

  it('are those of the moment, not of when the request came', async () => {
    const leaving = administration.removeUserFromGroup(ROOT, 'admins', 'chief')
    const changing = administration.updateUser(CHIEF, 'trusted', { name: 'x' })
    await leaving
    await expect(changing).rejects.toThrow(AccessDeniedError)
  })
})
