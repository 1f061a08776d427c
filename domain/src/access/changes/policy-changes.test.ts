import { describe, expect, it } from 'vitest'
import { DirectoryConflictError, EntityNotFoundError } from '../errors.js'
import { aDirectory, aGrant, aGroup, aPolicy, aUser, toGroup } from '../identities.fixture.js'
import { createPolicy, deletePolicy, updatePolicy } from './policy-changes.js'

const ADA = aUser('ada', { groupIds: ['team'], generation: 3 })
const BOB = aUser('bob', { groupIds: ['team'] })
const EVE = aUser('eve')
const directory = aDirectory(
  ADA,
  BOB,
  EVE,
  aGroup('team'),
  aPolicy('q', []),
  aPolicy('free', []),
  aPolicy('theirs', [], { accountId: 'other' }),
  aGrant('g1', 'q', 'ada'),
  aGrant('g2', 'q', '', toGroup('team')),
  aGrant('g3', 'full_access', 'eve'),
)
const CHANGES = { name: 'new', description: 'better', source: { Version: '1.1' } }
const SYSTEM_NAME = 'WORKSPACE FullAcce\u017Fs'

describe('making a policy', () => {
  it('puts it', () => {
    expect(createPolicy(directory, aPolicy('new', []), 3)).toEqual({ put: [aPolicy('new', [])] })
  })

  it('refuses a taken name, that of a system-defined one, and one too many', () => {
    const named = (name: string) => () => createPolicy(directory, aPolicy('new', [], { name }), 9)
    expect(named('Q')).toThrow("The name 'Q' is taken by another policy.")
    expect(named(SYSTEM_NAME)).toThrow(
      new DirectoryConflictError(`The name '${SYSTEM_NAME}' is that of a system-defined policy.`),
    )
    expect(() => createPolicy(directory, aPolicy('new', []), 2)).toThrow('has 2 of this kind already (policy)')
  })
})

describe('changing a policy', () => {
  it('ends the sessions of those who have it, once each', () => {
    const changed = { ...aPolicy('q', []), ...CHANGES }
    const ended = [
      { ...ADA, generation: 4 },
      { ...BOB, generation: 1 },
    ]
    expect(updatePolicy(directory, 'acme', 'q', CHANGES)).toEqual({ put: [changed, ...ended] })
  })

  it('changes nothing but name, description and source', () => {
    const more = { ...CHANGES, id: 'free', accountId: 'other', kind: 'policy' as const }
    expect(updatePolicy(directory, 'acme', 'free', more).put).toEqual([{ ...aPolicy('free', []), ...CHANGES }])
  })

  it('keeps its own name, and takes no other one’s', () => {
    expect(updatePolicy(directory, 'acme', 'q', { ...CHANGES, name: 'Q' }).put).toHaveLength(3)
    expect(() => updatePolicy(directory, 'acme', 'q', { ...CHANGES, name: 'FREE' })).toThrow("name 'FREE' is taken")
    expect(() => updatePolicy(directory, 'acme', 'q', { ...CHANGES, name: SYSTEM_NAME })).toThrow('system-defined')
  })
})

describe('deleting a policy', () => {
  it('removes it', () => {
    expect(deletePolicy(directory, 'acme', 'free')).toEqual({ remove: [aPolicy('free', [])] })
  })

  it('refuses one that is granted', () => {
    expect(() => deletePolicy(directory, 'acme', 'q')).toThrow(
      new DirectoryConflictError("The policy 'q' is granted; take its grants back first."),
    )
  })
})

describe('a policy', () => {
  it('of the system is neither changed nor deleted', () => {
    const protectedPolicy = new DirectoryConflictError('A system-defined policy cannot be changed or deleted.')
    expect(() => updatePolicy(directory, 'acme', 'te_admin', CHANGES)).toThrow(protectedPolicy)
    expect(() => deletePolicy(directory, 'acme', 'te_admin')).toThrow(protectedPolicy)
  })

  it.each(['theirs', 'unknown'])('%s is not of the account', (id) => {
    const unknown = new EntityNotFoundError('policy', id)
    expect(() => updatePolicy(directory, 'acme', id, CHANGES)).toThrow(unknown)
    expect(() => deletePolicy(directory, 'acme', id)).toThrow(unknown)
  })
})
