import { describe, expect, it } from 'vitest'
import { conditionHolds } from './condition-holds.js'
import type { RequestContext } from './condition-keys.js'
import { parseConditions } from './parse-conditions.js'
import type { Effect, WritableVersion } from './policy-document.js'

function holds(
  version: WritableVersion,
  operator: string,
  key: string,
  values: readonly string[],
  context: RequestContext,
  effect: Effect = 'Allow',
): boolean {
  const conditions = parseConditions({ [operator]: { [key]: values } }, 'Condition', version)
  return conditions.every((condition) => conditionHolds(condition, context, effect))
}

describe('a text operator', () => {
  it.each([
    ['StringEquals', ['ann'], 'ann', true],
    ['StringEquals', ['ann'], 'Ann', false],
    ['StringEquals', ['ann'], 'anna', false],
    ['StringEquals', ['bob', 'ann'], 'ann', true],
    ['StringEquals', ['a*'], 'ann', false],
    ['StringEquals', [''], '', true],
    ['StringNotEquals', ['ann'], 'ann', false],
    ['StringNotEquals', ['ann'], 'Ann', true],
    ['StringNotEquals', ['bob', 'ann'], 'ann', false],
    ['StringNotEquals', ['bob', 'ann'], 'cid', true],
    ['StringEqualsIgnoreCase', ['ZOË'], 'zoë', true],
    ['StringEqualsIgnoreCase', ['zoe'], 'zoë', false],
    ['StringNotEqualsIgnoreCase', ['ZOË'], 'zoë', false],
    ['StringNotEqualsIgnoreCase', ['bob'], 'zoë', true],
    ['StringEndWith', ['-ops'], 'ann-ops', true],
    ['StringEndWith', ['-ops'], 'ann-ops-2', false],
    ['StringEndWith', ['-OPS'], 'ann-ops', false],
  ])('%s %j and %j: %s', (operator, values, actual, expected) => {
    for (const version of ['1.1', '5.0'] as const) {
      expect(holds(version, operator, 'g:UserName', values, { 'g:UserName': actual })).toBe(expected)
      expect(holds(version, `${operator}IfExists`, 'g:UserName', values, { 'g:UserName': actual })).toBe(expected)
    }
    expect(holds('1.1', `${operator}AnyOf`, 'g:UserName', values, { 'g:UserName': actual })).toBe(expected)
    expect(holds('1.1', `${operator}AnyOfIfExists`, 'g:UserName', values, { 'g:UserName': actual })).toBe(expected)
  })

  it.each([
    ['1.1', 'StringLike', ['an*'], 'anna', true],
    ['1.1', 'StringLike', ['an?a'], 'anna', true],
    ['1.1', 'StringLike', ['an'], 'anna', false],
    ['1.1', 'StringLike', ['AN*'], 'anna', false],
    ['1.1', 'StringNotLike', ['an*'], 'anna', false],
    ['1.1', 'StringNotLike', ['an'], 'anna', true],
    ['1.1', 'StringStartWith', ['an'], 'anna', true],
    ['1.1', 'StringStartWith', ['na'], 'anna', false],
    ['1.1', 'StringStartWith', ['An'], 'anna', false],
    ['5.0', 'StringMatch', ['an*'], 'anna', true],
    ['5.0', 'StringMatch', ['an?'], 'anna', false],
    ['5.0', 'StringMatch', ['AN*'], 'anna', false],
    ['5.0', 'StringNotMatch', ['an*'], 'anna', false],
    ['5.0', 'StringNotMatch', ['an?'], 'anna', true],
  ] as const)('of version %s: %s %j and %j: %s', (version, operator, values, actual, expected) => {
    expect(holds(version, operator, 'g:UserName', values, { 'g:UserName': actual })).toBe(expected)
  })
})

describe('an operator on numbers, times and booleans', () => {
  const NOON = new Date('2026-03-31T12:00:00.000Z')
  it.each([
    ['NumberEquals', ['900'], 900, true],
    ['NumberEquals', ['900.0'], 900, true],
    ['NumberEquals', ['900'], 901, false],
    ['NumberEquals', ['1', '900'], 900, true],
    ['NumberNotEquals', ['900'], 900, false],
    ['NumberNotEquals', ['900'], 901, true],
    ['NumberNotEquals', ['1', '900'], 900, false],
    ['NumberLessThan', ['900'], 899, true],
    ['NumberLessThan', ['900'], 900, false],
    ['NumberLessThan', ['1000'], 900, true],
    ['NumberLessThanEquals', ['900'], 900, true],
    ['NumberLessThanEquals', ['900'], 900.5, false],
    ['NumberGreaterThan', ['-0.5'], 0, true],
    ['NumberGreaterThan', ['900'], 900, false],
    ['NumberGreaterThanEquals', ['900'], 900, true],
    ['NumberGreaterThanEquals', ['900'], 899, false],
  ])('%s %j and %s: %s', (operator, values, actual, expected) => {
    for (const version of ['1.1', '5.0'] as const) {
      expect(holds(version, operator, 'g:MFAAge', values, { 'g:MFAAge': actual })).toBe(expected)
    }
  })

  it.each([
    ['DateLessThan', '2026-03-31T12:00:00.001Z', true],
    ['DateLessThan', '2026-03-31T12:00:00Z', false],
    ['DateLessThan', '2026-03-31T19:00:00+08:00', false],
    ['DateLessThanEquals', '2026-03-31T20:00:00+08:00', true],
    ['DateLessThanEquals', '2026-03-31T11:59:59.999Z', false],
    ['DateGreaterThan', '2026-03-31T11:59:59.999Z', true],
    ['DateGreaterThan', '2026-03-31T12:00Z', false],
    ['DateGreaterThanEquals', '2026-03-31T12:00Z', true],
    ['DateGreaterThanEquals', '2026-03-31T12:00:00.001Z', false],
  ])('%s %s at noon: %s', (operator, value, expected) => {
    for (const version of ['1.1', '5.0'] as const) {
      expect(holds(version, operator, 'g:CurrentTime', [value], { 'g:CurrentTime': NOON })).toBe(expected)
    }
  })

  it.each([
    [['true'], true, true],
    [['true'], false, false],
    [['false'], false, true],
    [['false'], true, false],
    [['true', 'false'], true, true],
  ])('Bool %j and %s: %s', (values, actual, expected) => {
    for (const version of ['1.1', '5.0'] as const) {
      expect(holds(version, 'Bool', 'g:MFAPresent', values, { 'g:MFAPresent': actual })).toBe(expected)
    }
  })
})

describe('an operator on addresses', () => {
  it.each([
    ['IpAddress', ['192.0.2.0/24'], '192.0.2.7', true],
    ['IpAddress', ['192.0.2.0/24'], '::ffff:192.0.2.7', true],
    ['IpAddress', ['192.0.2.0/24'], '198.51.100.1', false],
    ['IpAddress', ['10.0.0.0/8', '2001:db8::/32'], '2001:DB8::7', true],
    ['NotIpAddress', ['192.0.2.0/24'], '192.0.2.7', false],
    ['NotIpAddress', ['10.0.0.0/8', '192.0.2.0/24'], '192.0.2.7', false],
    ['NotIpAddress', ['192.0.2.0/24'], '198.51.100.1', true],
  ])('%s %j and %s: %s', (operator, values, actual, expected) => {
    expect(holds('5.0', operator, 'g:SourceIp', values, { 'g:SourceIp': actual })).toBe(expected)
  })

  it.each(['', 'unknown', '192.0.2'])('takes %j for a missing address', (actual) => {
    const context = { 'g:SourceIp': actual }
    expect(holds('5.0', 'IpAddress', 'g:SourceIp', ['0.0.0.0/0'], context)).toBe(false)
    expect(holds('5.0', 'NotIpAddress', 'g:SourceIp', ['192.0.2.0/24'], context)).toBe(false)
    expect(holds('5.0', 'NotIpAddress', 'g:SourceIp', ['192.0.2.0/24'], context, 'Deny')).toBe(true)
    expect(holds('5.0', 'IpAddressIfExists', 'g:SourceIp', ['192.0.2.0/24'], context)).toBe(true)
  })
})

describe('a missing key', () => {
  const PLAIN = [
    ['5.0', 'StringEquals', 'g:UserName', 'ann'],
    ['5.0', 'StringEqualsIgnoreCase', 'g:UserName', 'ann'],
    ['5.0', 'StringMatch', 'g:UserName', '*'],
    ['5.0', 'StringEndWith', 'g:UserName', 'ann'],
    ['1.1', 'StringLike', 'g:UserName', '*'],
    ['1.1', 'StringStartWith', 'g:UserName', 'ann'],
    ['5.0', 'NumberEquals', 'g:MFAAge', '0'],
    ['5.0', 'NumberLessThan', 'g:MFAAge', '1'],
    ['5.0', 'NumberLessThanEquals', 'g:MFAAge', '1'],
    ['5.0', 'NumberGreaterThan', 'g:MFAAge', '-1'],
    ['5.0', 'NumberGreaterThanEquals', 'g:MFAAge', '-1'],
    ['5.0', 'DateLessThan', 'g:CurrentTime', '9999-01-01T00:00:00Z'],
    ['5.0', 'DateLessThanEquals', 'g:CurrentTime', '9999-01-01T00:00:00Z'],
    ['5.0', 'DateGreaterThan', 'g:CurrentTime', '1970-01-01T00:00:00Z'],
    ['5.0', 'DateGreaterThanEquals', 'g:CurrentTime', '1970-01-01T00:00:00Z'],
    ['5.0', 'Bool', 'g:MFAPresent', 'false'],
    ['5.0', 'IpAddress', 'g:SourceIp', '::/0'],
  ] as const
  const NEGATED = [
    ['5.0', 'StringNotEquals', 'g:UserName', 'ann'],
    ['5.0', 'StringNotEqualsIgnoreCase', 'g:UserName', 'ann'],
    ['5.0', 'StringNotMatch', 'g:UserName', 'ann'],
    ['1.1', 'StringNotLike', 'g:UserName', 'ann'],
    ['5.0', 'NumberNotEquals', 'g:MFAAge', '0'],
    ['5.0', 'NotIpAddress', 'g:SourceIp', '192.0.2.1'],
  ] as const

  it.each(PLAIN)('in version %s fails %s, whatever the effect', (version, operator, key, value) => {
    expect(holds(version, operator, key, [value], {}, 'Allow')).toBe(false)
    expect(holds(version, operator, key, [value], {}, 'Deny')).toBe(false)
  })

  it.each(NEGATED)('in version %s fails %s in an Allow and satisfies it in a Deny', (version, operator, key, value) => {
    expect(holds(version, operator, key, [value], {}, 'Allow')).toBe(false)
    expect(holds(version, operator, key, [value], {}, 'Deny')).toBe(true)
  })

  it.each([...PLAIN, ...NEGATED])('in version %s satisfies %sIfExists', (version, operator, key, value) => {
    expect(holds(version, `${operator}IfExists`, key, [value], {}, 'Allow')).toBe(true)
    expect(holds(version, `${operator}IfExists`, key, [value], {}, 'Deny')).toBe(true)
  })
})

describe('an operator on presence', () => {
  it.each([
    ['5.0', 'Null', ['true'], undefined, true],
    ['5.0', 'Null', ['true'], 'ann', false],
    ['5.0', 'Null', ['true'], '', false],
    ['5.0', 'Null', ['false'], undefined, false],
    ['5.0', 'Null', ['false'], 'ann', true],
    ['5.0', 'Null', ['false'], '', true],
    ['1.1', 'IsNullOrEmpty', ['true'], undefined, true],
    ['1.1', 'IsNullOrEmpty', ['true'], '', true],
    ['1.1', 'IsNullOrEmpty', ['true'], 'ann', false],
    ['1.1', 'IsNullOrEmpty', ['false'], undefined, false],
    ['1.1', 'IsNullOrEmpty', ['false'], '', false],
    ['1.1', 'IsNullOrEmpty', ['false'], 'ann', true],
  ] as const)('of version %s: %s %j and %j: %s', (version, operator, values, actual, expected) => {
    expect(holds(version, operator, 'g:UserName', values, { 'g:UserName': actual }, 'Allow')).toBe(expected)
    expect(holds(version, operator, 'g:UserName', values, { 'g:UserName': actual }, 'Deny')).toBe(expected)
  })

  it('takes keys of every kind', () => {
    expect(holds('5.0', 'Null', 'g:MFAPresent', ['false'], { 'g:MFAPresent': false })).toBe(true)
    expect(holds('1.1', 'IsNullOrEmpty', 'g:MFAAge', ['true'], { 'g:MFAAge': 0 })).toBe(false)
  })
})
