import { describe, expect, it } from 'vitest'
import { InvalidParameterError } from '../../errors.js'
import { DirectoryConflictError } from '../errors.js'
import { aDirectory, aGroup, anAccount, aUser } from '../identities.fixture.js'
import { refuseTakenName, refuseUnclearName } from './names.js'

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

describe('an unclear name', () => {
  const UNCLEAR = 'ad\u200Bmin'

  it('is refused by what the API calls it', () => {
    expect(() => refuseUnclearName(UNCLEAR)).toThrow(InvalidParameterError)
    expect(() => refuseUnclearName(UNCLEAR)).toThrow(/^name must have no .* U\+200B$/)
    expect(() => refuseUnclearName(UNCLEAR, { parameter: 'root_user' })).toThrow(/^root_user must have no /)
    expect(() => refuseUnclearName(UNCLEAR, { former: 'admin' })).toThrow(InvalidParameterError)
  })

  it('may stay where it is', () => {
    expect(refuseUnclearName(UNCLEAR, { former: UNCLEAR })).toBeUndefined()
  })
})
