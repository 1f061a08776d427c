import { describe, expect, it } from 'vitest'
import { DirectoryConflictError } from '../errors.js'
import { aDirectory, aGroup, anAccount, aUser } from '../identities.fixture.js'
import { refuseTakenName } from './names.js'

describe('a name', () => {
  const directory = aDirectory(aUser('u', { name: 'Ren\u00E9' }))

  it.each([
    ['as it is', aUser('v', { name: 'René' })],
    ['in another case', aUser('v', { name: 'RENÉ' })],
    ['in another Unicode form', aUser('v', { name: 'Rene\u0301' })],
  ])('is taken %s', (_how, user) => {
    const conflict = new DirectoryConflictError(`The name '${user.name}' is taken by another user.`)
    expect(() => refuseTakenName(directory, user)).toThrow(conflict)
  })

  it('of an account is taken on the whole server', () => {
    const conflict = new DirectoryConflictError("The name 'Other' is taken by another account.")
    expect(() => refuseTakenName(directory, anAccount('x', { name: 'Other' }))).toThrow(conflict)
  })

  it.each([
    ['by what has it', aUser('u', { name: 'RENÉ' })],
    ['in another account', aUser('v', { name: 'René', accountId: 'other' })],
    ['by another kind', aGroup('v', { name: 'René' })],
    ['when nobody has it', aUser('v', { name: 'Rene' })],
  ])('may be used %s', (_how, entity) => {
    expect(refuseTakenName(directory, entity)).toBeUndefined()
  })
})
