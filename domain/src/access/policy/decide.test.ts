import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AttachedPolicy, type Decision, decide } from './decide.js'
import { parsePolicy } from './parse-policy.js'
import { attachedPolicies, requests } from './policy.fixture.js'
import type { AccessRequest } from './statement-applies.js'

const LIST = 'workspace:connections:securityList'

function attached(policyId: string, version: string, ...statements: unknown[]): AttachedPolicy {
  return { policyId, name: `name of ${policyId}`, document: parsePolicy({ Version: version, Statement: statements }) }
}

function outcome(statement: Record<string, unknown>, request: Partial<AccessRequest> = {}): string {
  return decide([attached('p', '5.0', statement)], { action: LIST, context: {}, ...request }).outcome
}

describe('a decision', () => {
  const request = { action: LIST, context: {} }
  const allow = { Sid: 'yes', Effect: 'Allow', Action: [LIST] }
  const deny = { Sid: 'no', Effect: 'Deny', Action: [LIST] }
  const other = { Sid: 'other', Effect: 'Allow', Action: ['workspace:desktops:*'] }

  it('without policies is no', () => {
    expect(decide([], request)).toStrictEqual({ outcome: 'implicit-deny' })
  })

  it('without a statement that applies is no', () => {
    expect(decide([attached('p', '5.0', other)], request)).toStrictEqual({ outcome: 'implicit-deny' })
  })

  it('names the first statement that allows', () => {
    const policies = [attached('p', '5.0', other), attached('q', '5.0', other, allow, { ...allow, Sid: 'again' })]
    expect(decide([...policies, attached('r', '5.0', allow)], request)).toStrictEqual({
      outcome: 'allow',
      decidedBy: { policyId: 'q', policyName: 'name of q', statement: 1, sid: 'yes' },
    })
  })

  it('names the first statement that denies, which wins wherever it stands', () => {
    const policies = [attached('p', '5.0', allow, deny), attached('q', '5.0', { ...deny, Sid: 'again' })]
    expect(decide(policies, request)).toStrictEqual({
      outcome: 'explicit-deny',
      decidedBy: { policyId: 'p', policyName: 'name of p', statement: 1, sid: 'no' },
    })
  })

  it('takes policies of both grammars together', () => {
    const older = { Effect: 'Deny', Action: [LIST] }
    expect(decide([attached('p', '5.0', allow), attached('q', '1.1', older)], request)).toEqual({
      outcome: 'explicit-deny',
      decidedBy: { policyId: 'q', policyName: 'name of q', statement: 0 },
    })
  })

  it('is never changed to yes by another Deny', () => {
    fc.assert(
      fc.property(attachedPolicies(), attachedPolicies(), requests(), fc.nat(4), (policies, others, asked, place) => {
        const denying = others.map(({ document, ...facts }) => ({
          ...facts,
          document: {
            ...document,
            statements: document.statements.map((one) => ({ ...one, effect: 'Deny' as const })),
          },
        }))
        const before = decide(policies, asked).outcome
        const after = decide(policies.toSpliced(place, 0, ...denying), asked).outcome
        expect(after === before || after === 'explicit-deny').toBe(true)
      }),
    )
  })

  it('does not depend on the order of policies or statements', () => {
    fc.assert(
      fc.property(attachedPolicies(), requests(), (policies, asked) => {
        const reversed = policies.toReversed().map(({ document, ...facts }) => ({
          ...facts,
          document: { ...document, statements: document.statements.toReversed() },
        }))
        expect(decide(reversed, asked).outcome).toBe(decide(policies, asked).outcome)
      }),
    )
  })

  it('is the sum of what each policy decides alone', () => {
    const strength: readonly Decision['outcome'][] = ['implicit-deny', 'allow', 'explicit-deny']
    fc.assert(
      fc.property(attachedPolicies(), requests(), (policies, asked) => {
        const alone = policies.map((policy) => strength.indexOf(decide([policy], asked).outcome))
        expect(decide(policies, asked).outcome).toBe(strength[Math.max(0, ...alone)])
      }),
    )
  })
})

describe('an action', () => {
  it.each([
    [[LIST], 'allow'],
    [['workspace:x:y', LIST], 'allow'],
    [['workspace:Connections:SECURITYLIST'], 'allow'],
    [['workspace:connections:security*'], 'allow'],
    [['workspace:*:*List'], 'allow'],
    [['w*e:c?nnections:securityLis?'], 'allow'],
    [['*:*:*'], 'allow'],
    [['*'], 'allow'],
    [['workspace:connections:security'], 'implicit-deny'],
    [['workspace:connection:securityList'], 'implicit-deny'],
    [['works:connections:securityList'], 'implicit-deny'],
    [['workspace:*:list*'], 'implicit-deny'],
    [['*:connections:get*', '*:desktops:*'], 'implicit-deny'],
  ])('is meant by %j: %s', (patterns, expected) => {
    expect(outcome({ Effect: 'Allow', Action: patterns })).toBe(expected)
  })

  it.each([
    [['workspace:connections:*'], 'implicit-deny'],
    [['workspace:desktops:*', 'workspace:*:SecurityList'], 'implicit-deny'],
    [['workspace:desktops:*', 'iam:*:*'], 'allow'],
    [['*:desktops:*'], 'allow'],
  ])('is excluded by NotAction %j: %s', (patterns, expected) => {
    expect(outcome({ Effect: 'Allow', NotAction: patterns })).toBe(expected)
  })

  it('is compared in folded case', () => {
    expect(outcome({ Effect: 'Allow', Action: [LIST] }, { action: LIST.toUpperCase() })).toBe('allow')
  })

  it('never matches across a colon', () => {
    expect(outcome({ Effect: 'Allow', Action: ['w*:x:y'] }, { action: 'work:space:x:y' })).toBe('implicit-deny')
    expect(outcome({ Effect: 'Allow', Action: ['work:*:y'] }, { action: 'work:space:x:y' })).toBe('implicit-deny')
  })
})

describe('a resource', () => {
  const resource = 'workspace:eu-1:domain:desktop:pool/a:1'
  it.each([
    [['*'], 'allow'],
    [['workspace:eu-1:domain:desktop:pool/a?1'], 'allow'],
    [['workspace:eu-*:*:desktop:pool/*'], 'allow'],
    [['workspace:*:*:*:*'], 'allow'],
    [['workspace:*:*:user:*', '*:*:*:*:*'], 'allow'],
    [['workspace:*:*:Desktop:*'], 'implicit-deny'],
    [['workspace:*:*:desktop:Pool/*'], 'implicit-deny'],
    [['workspace:*:*:desktop:1'], 'implicit-deny'],
    [['workspace:::desktop:*'], 'implicit-deny'],
    [['workspace:*:*:user:*'], 'implicit-deny'],
    [['workspace:*:desktop:*:*'], 'implicit-deny'],
  ])('is meant by %j: %s', (patterns, expected) => {
    expect(outcome({ Effect: 'Allow', Action: ['*'], Resource: patterns }, { resource })).toBe(expected)
  })

  it.each([
    [['workspace:*:*:desktop:*'], 'implicit-deny'],
    [['workspace:*:*:user:*', 'workspace:*:*:desktop:pool/*'], 'implicit-deny'],
    [['workspace:*:*:user:*'], 'allow'],
  ])('is excluded by NotResource %j: %s', (patterns, expected) => {
    expect(outcome({ Effect: 'Allow', Action: ['*'], NotResource: patterns }, { resource })).toBe(expected)
  })

  it('is meant by a statement without resources', () => {
    expect(outcome({ Effect: 'Allow', Action: ['*'] }, { resource })).toBe('allow')
  })

  it.each([
    ['Allow', { Resource: ['*'] }, 'allow'],
    ['Allow', {}, 'allow'],
    ['Allow', { Resource: ['iam:*:*:user:*', '*'] }, 'allow'],
    ['Allow', { Resource: ['workspace:*:*:*:*'] }, 'allow'],
    ['Allow', { Resource: ['*:*:*:*:*'] }, 'allow'],
    ['Allow', { Resource: ['iam:*:*:*:*'] }, 'implicit-deny'],
    ['Allow', { Resource: ['workspace:*:*:desktop:*'] }, 'implicit-deny'],
    ['Allow', { NotResource: ['workspace:*:*:desktop:*'] }, 'implicit-deny'],
    ['Deny', { Resource: ['*'] }, 'explicit-deny'],
    ['Deny', { Resource: ['workspace:*:*:*:*'] }, 'explicit-deny'],
    ['Deny', { Resource: ['workspace:*:*:desktop:*'] }, 'implicit-deny'],
    ['Deny', { NotResource: ['workspace:*:*:desktop:*'] }, 'explicit-deny'],
  ])('that is absent: %s %j is %s', (effect, resources, expected) => {
    expect(outcome({ Effect: effect, Action: ['*'], ...resources })).toBe(expected)
  })
})

describe('conditions', () => {
  const Condition = {
    StringEquals: { 'g:UserName': ['ann', 'bob'], 'g:ProjectName': ['p'] },
    Bool: { 'g:MFAPresent': ['true'] },
  }
  it.each([
    ['bob', 'p', true, 'allow'],
    ['cid', 'p', true, 'implicit-deny'],
    ['bob', 'q', true, 'implicit-deny'],
    ['bob', 'p', false, 'implicit-deny'],
  ])('have to hold all: %s, %s, %s', (userName, projectName, isMfa, expected) => {
    const context = { 'g:UserName': userName, 'g:ProjectName': projectName, 'g:MFAPresent': isMfa }
    expect(outcome({ Effect: 'Allow', Action: ['*'], Condition }, { context })).toBe(expected)
  })

  it('on a missing key are decided by the effect when they are negated', () => {
    const Condition = { StringNotEquals: { 'g:EnterpriseProjectId': ['ep-1'] } }
    expect(outcome({ Effect: 'Allow', Action: ['*'], Condition })).toBe('implicit-deny')
    expect(outcome({ Effect: 'Deny', Action: ['*'], Condition })).toBe('explicit-deny')
  })
})
