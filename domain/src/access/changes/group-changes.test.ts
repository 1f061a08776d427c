import { describe, expect, it } from 'vitest'
import { DirectoryConflictError, EntityNotFoundError } from '../errors.js'
import { aDirectory, aGrant, aGroup, aUser, toGroup } from '../identities.fixture.js'
import { addUserToGroup, createGroup, deleteGroup, groupOf, removeUserFromGroup } from './group-changes.js'

const ADA = aUser('ada', { groupIds: ['other-team', 'team'], generation: 3 })
const EVE = aUser('eve', { groupIds: ['other-team'] })
const TEAM = aGroup('team')
const directory = aDirectory(
  ADA,
  EVE,
  TEAM,
  aGroup('admins', { name: 'admin', isAdmin: true }),
  aGroup('theirs', { accountId: 'other' }),
  aGrant('g1', 'full_access', '', toGroup('team')),
  aGrant('g2', 'full_access', 'team'),
  aGrant('g3', 'full_access', '', toGroup('admins')),
)

describe('a group', () => {
  it('is made unless its name is taken or there are too many', () => {
    expect(createGroup(directory, aGroup('new'), 3)).toEqual({ put: [aGroup('new')] })
    expect(() => createGroup(directory, aGroup('new', { name: 'Admin' }), 9)).toThrow("name 'Admin' is taken")
    expect(() => createGroup(directory, aGroup('new'), 2)).toThrow('has 2 of this kind already (group)')
  })

  it('is deleted with its grants; it leaves its users, whose sessions end', () => {
    expect(deleteGroup(directory, 'acme', 'team')).toEqual({
      remove: [TEAM, aGrant('g1', 'full_access', '', toGroup('team'))],
      put: [{ ...ADA, groupIds: ['other-team'], generation: 4 }],
    })
  })

  it('admin is not deleted', () => {
    expect(() => deleteGroup(directory, 'acme', 'admins')).toThrow(
      new DirectoryConflictError('The group admin cannot be deleted.'),
    )
  })

  it('takes a user in and ends the sessions', () => {
    const joined = { ...EVE, groupIds: ['other-team', 'team'], generation: 1 }
    expect(addUserToGroup(directory, 'acme', 'team', 'eve')).toEqual({ put: [joined] })
    expect(addUserToGroup(directory, 'acme', 'team', 'ada')).toEqual({})
  })

  it('lets a user go and ends the sessions', () => {
    const left = { ...ADA, groupIds: ['other-team'], generation: 4 }
    expect(removeUserFromGroup(directory, 'acme', 'team', 'ada')).toEqual({ put: [left] })
    expect(removeUserFromGroup(directory, 'acme', 'team', 'eve')).toEqual({})
  })

  it.each(['theirs', 'unknown'])('%s is not of the account', (id) => {
    for (const act of [
      () => groupOf(directory, 'acme', id),
      () => deleteGroup(directory, 'acme', id),
      () => addUserToGroup(directory, 'acme', id, 'ada'),
      () => removeUserFromGroup(directory, 'acme', id, 'ada'),
    ]) {
      expect(act).toThrow(new EntityNotFoundError('group', id))
    }
  })

  it.each(['other-root', 'unknown'])('knows no user %s', (id) => {
    const unknown = new EntityNotFoundError('user', id)
    expect(() => addUserToGroup(directory, 'acme', 'team', id)).toThrow(unknown)
    expect(() => removeUserFromGroup(directory, 'acme', 'team', id)).toThrow(unknown)
  })
})
