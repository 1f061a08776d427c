import { describe, expect, it } from 'vitest'
import { InvalidParameterError } from '../errors.js'
import { policiesOf } from './granted-policies.js'
import { aDirectory, aGrant, aPolicy } from './identities.fixture.js'
import { SYSTEM_POLICIES } from './policy/system-policies.js'

const ALLOW = { Effect: 'Allow', Action: ['*'] }

describe('the policies that grants attach', () => {
  it.each(SYSTEM_POLICIES.map(({ policyId, name, document }) => ({ policyId, name, document })))(
    'know the system-defined $policyId',
    (policy) => {
      const grant = aGrant('g', policy.policyId, 'ada')
      expect(policiesOf(aDirectory(), [grant])).toEqual([expect.objectContaining({ ...policy, grant })])
    },
  )

  it('are those of the account, read once for each state', () => {
    const directory = aDirectory(aPolicy('mine', [ALLOW]), aPolicy('theirs', [ALLOW], { accountId: 'other' }))
    const grant = aGrant('g', 'mine', 'ada')
    const [first] = policiesOf(directory, [grant, aGrant('h', 'theirs', 'ada'), aGrant('i', 'unknown', 'ada')])
    const [again, ...more] = policiesOf(directory, [grant, aGrant('h', 'theirs', 'ada')])
    expect(first).toMatchObject({ policyId: 'mine', name: 'mine', grant })
    expect(again?.document).toBe(first?.document)
    expect(more).toEqual([])
    const changed = directory.changed({ put: [aPolicy('mine', [{ ...ALLOW, Effect: 'Deny' }])] })
    expect(policiesOf(changed, [grant])[0]?.document.statements[0]?.effect).toBe('Deny')
  })

  it('fail when one cannot be read, instead of counting without it', () => {
    const directory = aDirectory(aPolicy('broken', [{ Effect: 'Deny' }]))
    expect(() => policiesOf(directory, [aGrant('g', 'broken', 'ada')])).toThrow(InvalidParameterError)
  })
})
