import { describe, expect, it } from 'vitest'
import { AccessDeniedError, DirectoryConflictError, EntityNotFoundError } from '../errors.js'
import { aDirectory, aGrant, aKey, aUser, ROOT, toGroup } from '../identities.fixture.js'
import { createUser, deleteUser, refuseRootFromOthers, updateUser, userOf } from './user-changes.js'

const ADA = aUser('ada', { generation: 3 })
const EVE = aUser('eve')
const directory = aDirectory(
  ADA,
  EVE,
  aKey('AK1', 'ada'),
  aKey('AK2', 'eve'),
  aGrant('g1', 'full_access', 'ada'),
  aGrant('g2', 'full_access', 'eve'),
  aGrant('g3', 'full_access', '', toGroup('ada')),
)
const ONLY_ROOT = new AccessDeniedError('Only the root user may change the root user and its keys.')

describe('a user', () => {
  it.each(['other-root', 'unknown'])('%s is not of the account', (id) => {
    expect(userOf(directory, 'acme', 'ada')).toEqual(ADA)
    for (const act of [
      () => userOf(directory, 'acme', id),
      () => updateUser(directory, ROOT, id, { name: 'x' }),
      () => deleteUser(directory, 'acme', id),
    ]) {
      expect(act).toThrow(new EntityNotFoundError('user', id))
    }
  })

  it('that is root is changed by itself only', () => {
    expect(refuseRootFromOthers(ROOT, ROOT)).toBeUndefined()
    expect(refuseRootFromOthers(ADA, EVE)).toBeUndefined()
    expect(() => refuseRootFromOthers(ROOT, ADA)).toThrow(ONLY_ROOT)
  })
})

describe('making a user', () => {
  it('puts it', () => {
    expect(createUser(directory, aUser('zoe'), 4)).toEqual({ put: [aUser('zoe')] })
  })

  it('refuses a taken name and one too many', () => {
    expect(() => createUser(directory, aUser('zoe', { name: 'ADA' }), 9)).toThrow("name 'ADA' is taken")
    expect(() => createUser(directory, aUser('zoe'), 3)).toThrow('has 3 of this kind already (user)')
  })
})

describe('changing a user', () => {
  it.each([
    ['nothing', {}, ADA],
    ['its name', { name: 'Ada' }, { ...ADA, name: 'Ada' }],
    ['its password', { passwordHash: 'new' }, { ...ADA, passwordHash: 'new', generation: 4 }],
    ['whether it is enabled', { isEnabled: false }, { ...ADA, isEnabled: false, generation: 4 }],
    ['nothing, by saying it again', { isEnabled: true, passwordHash: 'hash of ada' }, ADA],
    [
      'everything',
      { name: 'x', isEnabled: false, passwordHash: 'new' },
      { ...ADA, name: 'x', isEnabled: false, passwordHash: 'new', generation: 4 },
    ],
  ])('changes %s, and ends its sessions when that matters', (_what, changes, expected) => {
    expect(updateUser(directory, EVE, 'ada', changes)).toEqual({ put: [expected] })
  })

  it('ends sessions when it enables, too', () => {
    const disabled = directory.changed({ put: [{ ...ADA, isEnabled: false }] })
    expect(updateUser(disabled, EVE, 'ada', { isEnabled: true })).toEqual({ put: [{ ...ADA, generation: 4 }] })
  })

  it('lets the root user change itself, but not disable', () => {
    const changed = { ...ROOT, passwordHash: 'new', generation: 1 }
    expect(updateUser(directory, ROOT, 'root', { passwordHash: 'new' })).toEqual({ put: [changed] })
    expect(() => updateUser(directory, ROOT, 'root', { isEnabled: false })).toThrow(
      new DirectoryConflictError('The root user cannot be disabled.'),
    )
  })

  it.each([{ name: 'x' }, { passwordHash: 'x' }, { isEnabled: false }, {}])(
    'keeps %o of the root user from others',
    (changes) => {
      expect(() => updateUser(directory, ADA, 'root', changes)).toThrow(ONLY_ROOT)
    },
  )

  it('refuses a taken name', () => {
    expect(() => updateUser(directory, ADA, 'ada', { name: 'Eve' })).toThrow(DirectoryConflictError)
  })
})

describe('deleting a user', () => {
  it('removes its keys and grants, and of no others', () => {
    const grant = aGrant('g1', 'full_access', 'ada')
    expect(deleteUser(directory, 'acme', 'ada')).toEqual({ remove: [ADA, aKey('AK1', 'ada'), grant] })
  })

  it('spares the root user', () => {
    expect(() => deleteUser(directory, 'acme', 'root')).toThrow(
      new DirectoryConflictError('The root user cannot be deleted.'),
    )
  })
})
