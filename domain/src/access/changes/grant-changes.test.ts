import { describe, expect, it } from 'vitest'
import type { Grant } from '../entities.js'
import { DirectoryConflictError, EntityNotFoundError } from '../errors.js'
import { aDirectory, aGrant, aGroup, aPolicy, aUser, toGroup } from '../identities.fixture.js'
import { createGrant, deleteGrant, usersGranted } from './grant-changes.js'

const ADA = aUser('ada', { groupIds: ['team'], generation: 3 })
const BOB = aUser('bob', { groupIds: ['team'] })
const ended = (...users: readonly (typeof ADA)[]) => users.map((user) => ({ ...user, generation: user.generation + 1 }))
const LIMITED = aGrant('old', 'q', 'ada', { projectId: 'p1', enterpriseProjectId: 'a' })
const TO_TEAM = aGrant('team', 'full_access', '', toGroup('team'))
const directory = aDirectory(
  ADA,
  BOB,
  aUser('eve'),
  aGroup('team'),
  aGroup('theirs', { accountId: 'other' }),
  aPolicy('q', []),
  aPolicy('their-policy', [], { accountId: 'other' }),
  LIMITED,
  TO_TEAM,
  aGrant('their-grant', 'full_access', 'other-root', { accountId: 'other' }),
)

describe('granting', () => {
  it.each([
    ['a policy of the account to a user', aGrant('new', 'q', 'ada'), [ADA]],
    ['a system-defined policy to a user', aGrant('new', 'te_admin', 'ada', { projectId: 'p1' }), [ADA]],
    ['to a group', aGrant('new', 'q', '', toGroup('team')), [ADA, BOB]],
  ])('%s ends the sessions of those concerned', (_what, grant, users) => {
    expect(usersGranted(directory, grant)).toEqual(users)
    expect(createGrant(directory, grant, 3)).toEqual({ put: [grant, ...ended(...users)] })
  })

  it.each<[string, Grant, EntityNotFoundError]>([
    ['policy', aGrant('new', 'unknown', 'ada'), new EntityNotFoundError('policy', 'unknown')],
    ['policy', aGrant('new', 'their-policy', 'ada'), new EntityNotFoundError('policy', 'their-policy')],
    ['project', aGrant('new', 'q', 'ada', { projectId: 'other-p' }), new EntityNotFoundError('project', 'other-p')],
    ['user', aGrant('new', 'q', 'other-root'), new EntityNotFoundError('user', 'other-root')],
    ['user', aGrant('new', 'q', 'team'), new EntityNotFoundError('user', 'team')],
    ['group', aGrant('new', 'q', '', toGroup('theirs')), new EntityNotFoundError('group', 'theirs')],
    ['group', aGrant('new', 'q', '', toGroup('ada')), new EntityNotFoundError('group', 'ada')],
  ])('needs a %s of the account: %o', (_what, grant, failure) => {
    expect(() => createGrant(directory, grant, 9)).toThrow(failure)
  })

  it('the same again is refused', () => {
    expect(() => createGrant(directory, { ...LIMITED, id: 'new' }, 9)).toThrow(
      new DirectoryConflictError("This is granted already, by the grant 'old'."),
    )
  })

  it.each<[string, Partial<Grant>]>([
    ['another policy', { policyId: 'te_admin' }],
    ['another user', { to: { kind: 'user', id: 'eve' } }],
    ['no project', { projectId: undefined }],
    ['no enterprise project', { enterpriseProjectId: undefined }],
    ['another enterprise project', { enterpriseProjectId: 'b' }],
  ])('the same with %s is another grant', (_what, more) => {
    expect(createGrant(directory, { ...LIMITED, id: 'new', ...more }, 9).put?.[0]).toMatchObject({ id: 'new' })
  })

  it('more than there may be is refused', () => {
    expect(() => createGrant(directory, aGrant('new', 'q', 'ada'), 2)).toThrow('has 2 of this kind already (grant)')
  })
})

describe('taking a grant back', () => {
  it.each([
    ['of a user', LIMITED, [ADA]],
    ['of a group', TO_TEAM, [ADA, BOB]],
  ])('%s ends the sessions of those concerned', (_whose, grant, users) => {
    expect(deleteGrant(directory, 'acme', grant.id)).toEqual({ remove: [grant], put: ended(...users) })
  })

  it.each(['their-grant', 'unknown'])('knows no grant %s', (id) => {
    expect(() => deleteGrant(directory, 'acme', id)).toThrow(new EntityNotFoundError('grant', id))
  })
})
