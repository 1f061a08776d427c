import { describe, expect, it } from 'vitest'
import { AccessDeniedError, DirectoryConflictError, EntityNotFoundError } from '../errors.js'
import { aDirectory, aKey, aUser, ROOT } from '../identities.fixture.js'
import { createAccessKey, deleteAccessKey, enableAccessKey } from './access-key-changes.js'

const ADA = aUser('ada', { generation: 3 })
const ENDED = { ...ADA, generation: 4 }
const KEY = aKey('AK1', 'ada')
const directory = aDirectory(ADA, aUser('eve'), KEY, aKey('AK2', 'ada'), aKey('AKROOT', 'root'), {
  ...aKey('AKOTHER', 'other-root'),
  accountId: 'other',
})

describe('making an access key', () => {
  it('puts it and ends no sessions', () => {
    expect(createAccessKey(directory, ROOT, aKey('AK3', 'ada'), 3)).toEqual({ put: [aKey('AK3', 'ada')] })
    expect(createAccessKey(directory, ROOT, aKey('AK3', 'root'), 3)).toEqual({ put: [aKey('AK3', 'root')] })
  })

  it('refuses more than a user may have', () => {
    expect(() => createAccessKey(directory, ROOT, aKey('AK3', 'ada'), 2)).toThrow(
      new DirectoryConflictError('The user has 2 access keys already; delete one first.'),
    )
    expect(createAccessKey(directory, ROOT, aKey('AK3', 'eve'), 1).put).toHaveLength(1)
  })

  it.each(['other-root', 'unknown'])('knows no user %s', (userId) => {
    expect(() => createAccessKey(directory, ROOT, aKey('AK3', userId), 9)).toThrow(
      new EntityNotFoundError('user', userId),
    )
  })
})

describe('changing an access key', () => {
  it('ends the sessions of its user', () => {
    const disabled = aKey('AK1', 'ada', { isEnabled: false })
    expect(enableAccessKey(directory, ROOT, 'AK1', false)).toEqual({ put: [disabled, ENDED] })
    const changed = directory.changed({ put: [disabled] })
    expect(enableAccessKey(changed, ROOT, 'AK1', true)).toEqual({ put: [KEY, ENDED] })
    expect(deleteAccessKey(directory, ROOT, 'AK1')).toEqual({ remove: [KEY], put: [ENDED] })
  })

  it('changes nothing that is so already', () => {
    expect(enableAccessKey(directory, ROOT, 'AK1', true)).toEqual({})
  })

  it('of the root user is for the root user', () => {
    const refused = new AccessDeniedError('Only the root user may change the root user and its keys.')
    expect(() => createAccessKey(directory, ADA, aKey('AK3', 'root'), 9)).toThrow(refused)
    expect(() => enableAccessKey(directory, ADA, 'AKROOT', false)).toThrow(refused)
    expect(() => deleteAccessKey(directory, ADA, 'AKROOT')).toThrow(refused)
    expect(deleteAccessKey(directory, ROOT, 'AKROOT').remove).toEqual([aKey('AKROOT', 'root')])
  })

  it.each(['AKOTHER', 'unknown'])('knows no key %s', (id) => {
    const unknown = new EntityNotFoundError('access key', id)
    expect(() => enableAccessKey(directory, ROOT, id, false)).toThrow(unknown)
    expect(() => deleteAccessKey(directory, ROOT, id)).toThrow(unknown)
  })
})
