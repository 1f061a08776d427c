import { describe, expect, it } from 'vitest'
import { DirectoryConflictError } from '../errors.js'
import { aDirectory, aGroup } from '../identities.fixture.js'
import { refuseTooMany } from './limits.js'

describe('the limit of a kind', () => {
  const directory = aDirectory(aGroup('a'), aGroup('b'), aGroup('c', { accountId: 'other' }))

  it('is for one account, and may be reached', () => {
    expect(refuseTooMany(directory, 'acme', 'group', 3)).toBeUndefined()
    expect(refuseTooMany(directory, 'other', 'group', 2)).toBeUndefined()
  })

  it.each([1, 2])('refuses one more than %i', (limit) => {
    expect(() => refuseTooMany(directory, 'acme', 'group', limit)).toThrow(
      new DirectoryConflictError(`The account has ${limit} of this kind already (group); delete one first.`),
    )
  })
})
