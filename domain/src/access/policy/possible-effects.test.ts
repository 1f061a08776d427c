import { describe, expect, it } from 'vitest'
import { parsePolicy } from './parse-policy.js'
import type { PolicyDocument } from './policy-document.js'
import { allowsAnything, hasAllow, mayDeny } from './possible-effects.js'

const EXPORT = 'workspace:connections:export'
const IN_A = { StringEquals: { 'g:EnterpriseProjectId': ['a'] } }
const BY_DAY = { Bool: { 'g:MFAPresent': ['false'] } }

const of = (...statements: readonly object[]): PolicyDocument =>
  parsePolicy({ Version: '5.0', Statement: statements.map((statement) => ({ Action: [EXPORT], ...statement })) })
const attached = (document: PolicyDocument) => ({ policyId: 'p', name: 'n', document })

describe('the effects that a policy can have', () => {
  it.each([
    ['an Allow', [{ Effect: 'Allow' }], true],
    ['a Deny', [{ Effect: 'Deny' }], false],
    ['a Deny and an Allow', [{ Effect: 'Deny' }, { Effect: 'Allow' }], true],
  ])('%s allows something: %s', (_what, statements, expected) => {
    expect(hasAllow(of(...statements))).toBe(expected)
  })

  it.each([
    ['a Deny', { Effect: 'Deny' }, true],
    ['a Deny in an enterprise project', { Effect: 'Deny', Condition: IN_A }, true],
    ['a Deny of another action', { Effect: 'Deny', Action: ['iam:*:*'] }, false],
    ['a Deny of a resource', { Effect: 'Deny', Resource: ['workspace:r:d:desktop:1'] }, false],
    ['an Allow', { Effect: 'Allow' }, false],
  ])('%s may deny the export: %s', (_what, statement, expected) => {
    expect(mayDeny(of({ Effect: 'Allow' }, statement), EXPORT)).toBe(expected)
  })

  it.each([
    ['an Allow', [{ Effect: 'Allow' }], true],
    ['an Allow of another action', [{ Effect: 'Allow', Action: ['iam:*:*'] }], true],
    ['an Allow whose condition holds', [{ Effect: 'Allow', Condition: IN_A }], true],
    ['an Allow of whose conditions one does not hold', [{ Effect: 'Allow', Condition: { ...IN_A, ...BY_DAY } }], false],
    ['a Deny', [{ Effect: 'Deny' }], false],
    ['a Deny beside an Allow', [{ Effect: 'Deny' }, { Effect: 'Allow' }], true],
  ])('%s allows anything in the enterprise project a: %s', (_what, statements, expected) => {
    const context = { 'g:EnterpriseProjectId': 'a' }
    expect(allowsAnything([attached(of({ Effect: 'Deny' })), attached(of(...statements))], context)).toBe(expected)
  })

  it('allows nothing without policies, or where no condition holds', () => {
    expect(allowsAnything([], {})).toBe(false)
    expect(allowsAnything([attached(of({ Effect: 'Allow', Condition: IN_A }))], {})).toBe(false)
  })
})
