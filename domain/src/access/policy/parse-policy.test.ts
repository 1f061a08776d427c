import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { InvalidParameterError } from '../../errors.js'
import { MAX_POLICY_LENGTH, MAX_STATEMENTS, parsePolicy } from './parse-policy.js'
import { policyDocuments, printPolicy } from './policy.fixture.js'

const ALLOW = { Effect: 'Allow', Action: ['workspace:*:get*'] }

function policy(version: string, ...statements: unknown[]): unknown {
  return { Version: version, Statement: statements }
}

function refusal(source: unknown): string {
  try {
    parsePolicy(source)
  } catch (error) {
    if (error instanceof InvalidParameterError) return error.message
    throw error
  }
  return 'accepted'
}

describe('a policy', () => {
  it('of version 1.1 is read', () => {
    const statement = {
      Effect: 'Allow',
      Action: ['workspace:*:GET*', '*'],
      Resource: ['workspace:*:*:*:*'],
      Condition: {
        StringEquals: { 'g:ProjectName': ['cn-north-4', 'x'], 'g:UserName': [''] },
        StringNotLikeAnyOfIfExists: { 'g:UserId': ['a*'] },
        NumberLessThanIfExists: { 'g:MFAAge': ['900'] },
        IsNullOrEmpty: { 'g:DomainName': ['false'] },
      },
    }
    expect(parsePolicy(policy('1.1', statement))).toStrictEqual({
      version: '1.1',
      statements: [
        {
          effect: 'Allow',
          actions: { patterns: ['workspace:*:get*', '*'], isNegated: false },
          resources: { patterns: ['workspace:*:*:*:*'], isNegated: false },
          conditions: [
            {
              kind: 'text',
              comparison: 'equals',
              isNegated: false,
              isMissingEnough: false,
              key: 'g:ProjectName',
              values: ['cn-north-4', 'x'],
            },
            {
              kind: 'text',
              comparison: 'equals',
              isNegated: false,
              isMissingEnough: false,
              key: 'g:UserName',
              values: [''],
            },
            {
              kind: 'text',
              comparison: 'matches',
              isNegated: true,
              isMissingEnough: true,
              key: 'g:UserId',
              values: ['a*'],
            },
            {
              kind: 'number',
              comparison: 'less',
              isNegated: false,
              isMissingEnough: true,
              key: 'g:MFAAge',
              values: [900],
            },
            { kind: 'presence', isEmptyMissing: true, key: 'g:DomainName', values: [false] },
          ],
        },
      ],
    })
  })

  it('of version 5.0 is read', () => {
    const deny = {
      Sid: 'only the office',
      Effect: 'Deny',
      NotAction: ['workspace:desktops:getConnectStat?s'],
      NotResource: ['workspace:::desktop:A?c/*'],
      Condition: {
        NotIpAddress: { 'g:SourceIp': ['192.0.2.0/24'] },
        DateLessThan: { 'g:CurrentTime': ['2026-03-31T12:00Z'] },
        Bool: { 'g:MFAPresent': ['true', 'false'] },
        Null: { 'g:MFAAge': ['true'] },
      },
    }
    const parsed = parsePolicy(policy('5.0', ALLOW, deny))
    expect(parsed.version).toBe('5.0')
    expect(parsed.statements).toStrictEqual([
      {
        effect: 'Allow',
        actions: { patterns: ['workspace:*:get*'], isNegated: false },
        resources: { patterns: ['*'], isNegated: false },
        conditions: [],
      },
      {
        sid: 'only the office',
        effect: 'Deny',
        actions: { patterns: ['workspace:desktops:getconnectstat?s'], isNegated: true },
        resources: { patterns: ['workspace:::desktop:A?c/*'], isNegated: true },
        conditions: [
          {
            kind: 'address',
            isNegated: true,
            isMissingEnough: false,
            key: 'g:SourceIp',
            values: [{ bytes: [192, 0, 2, 0], prefixLength: 24 }],
          },
          {
            kind: 'instant',
            comparison: 'less',
            isNegated: false,
            isMissingEnough: false,
            key: 'g:CurrentTime',
            values: [new Date('2026-03-31T12:00:00Z')],
          },
          { kind: 'boolean', isNegated: false, isMissingEnough: false, key: 'g:MFAPresent', values: [true, false] },
          { kind: 'presence', isEmptyMissing: false, key: 'g:MFAAge', values: [true] },
        ],
      },
    ])
  })

  it('is read back as it was printed', () => {
    fc.assert(
      fc.property(policyDocuments(), (document) => {
        expect(parsePolicy(JSON.parse(JSON.stringify(printPolicy(document))))).toEqual(document)
      }),
    )
  })

  it('is read or refused, whatever the value', () => {
    fc.assert(fc.property(fc.anything(), (value) => refusal(value) !== 'accepted'))
    const statements = fc.record(
      {
        Effect: fc.constantFrom('Allow', 'Deny', 'allow', 1),
        Action: fc.oneof(fc.constant(['*']), fc.jsonValue()),
        Condition: fc.dictionary(fc.constantFrom('Bool', 'Null', '__proto__', 'constructor'), fc.jsonValue()),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(fc.constantFrom('1.1', '5.0'), statements, (version, statement) => {
        refusal(policy(version, statement))
      }),
    )
  })
})

describe('a policy is refused', () => {
  const LARGE = 'x'.repeat(MAX_POLICY_LENGTH)

  it.each([
    [undefined, 'document must be an object'],
    [null, 'document must be an object'],
    ['{}', 'document must be an object'],
    [1, 'document must be an object'],
    [[], 'document must be an object'],
    [() => 1, 'document must be an object'],
    [{}, 'document must not be empty'],
    [{ Version: LARGE }, 'document must have at most 6144 characters of JSON'],
    [{ Version: '1.1' }, 'document.Statement must be an array'],
    [{ Statement: [ALLOW] }, 'document.Version must be 1.1 or 5.0'],
    [{ Version: 1.1, Statement: [ALLOW] }, 'document.Version must be 1.1 or 5.0'],
    [{ Version: '5', Statement: [ALLOW] }, 'document.Version must be 1.1 or 5.0'],
    [policy('1.0', ALLOW), 'document.Version must be 1.1 or 5.0; 1.0 is for roles, which only the system defines'],
    [{ Version: '1.1', Statement: ALLOW }, 'document.Statement must be an array'],
    [policy('1.1'), 'document.Statement must not be empty'],
    [policy('5.0', ...Array(MAX_STATEMENTS + 1).fill({})), 'document.Statement must have at most 100 items'],
    [
      { Version: '1.1', Statement: [ALLOW], Depends: [] },
      'document.Depends is unknown; document takes Version, Statement',
    ],
    [JSON.parse('{"__proto__":1}'), 'document.__proto__ is unknown; document takes Version, Statement'],
  ])('when it is %o', (source, message) => {
    expect(refusal(source)).toBe(message)
  })

  it('when it cannot be written as JSON', () => {
    const nested = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000))
    expect(refusal(nested)).toBe('document must be a JSON object')
    expect(refusal({ Version: 1n })).toBe('document must be a JSON object')
  })

  it('only beyond its limits', () => {
    const spare = MAX_POLICY_LENGTH - JSON.stringify(policy('5.0', { Sid: '', ...ALLOW })).length
    expect(refusal(policy('5.0', { Sid: 'x'.repeat(spare), ...ALLOW }))).toBe('accepted')
    expect(refusal(policy('5.0', { Sid: 'x'.repeat(spare + 1), ...ALLOW }))).toMatch(/^document must have at most 6144/)
    expect(refusal(policy('5.0', ...Array(MAX_STATEMENTS).fill({ Effect: 'Deny', Action: ['*'] })))).toBe('accepted')
  })
})

describe('a statement is refused', () => {
  it.each([
    ['1.1', null, ' must be an object'],
    ['1.1', {}, ' must not be empty'],
    ['1.1', { ...ALLOW, Sid: 'x' }, '.Sid is unknown; document.Statement[0] takes Effect, Action, Resource, Condition'],
    [
      '5.0',
      { ...ALLOW, Principal: ['x'] },
      '.Principal is unknown; document.Statement[0] takes Sid, Effect, Action, NotAction, Resource, NotResource, Condition',
    ],
    ['1.1', { Effect: 'Allow', NotAction: ['a:b:c'] }, '.NotAction is unknown; document.Statement[0] takes Effect, '],
    ['1.1', { ...ALLOW, NotResource: ['*'] }, '.NotResource is unknown; document.Statement[0] takes Effect, '],
    ['5.0', { ...ALLOW, action: ['*'] }, '.action is unknown; '],
    ['5.0', { ...ALLOW, Sid: 1 }, '.Sid must be text, and not empty'],
    ['5.0', { ...ALLOW, Sid: '' }, '.Sid must be text, and not empty'],
    ['5.0', { Action: ['*'] }, '.Effect must be Allow or Deny'],
    ['5.0', { ...ALLOW, Effect: 'allow' }, '.Effect must be Allow or Deny'],
    ['5.0', { ...ALLOW, Effect: ['Allow'] }, '.Effect must be Allow or Deny'],
    ['1.1', { Effect: 'Allow' }, ' must have Action$'],
    ['5.0', { Effect: 'Allow' }, ' must have Action or NotAction$'],
    ['5.0', { ...ALLOW, NotAction: ['a:b:c'] }, ' must not have both Action and NotAction'],
    ['5.0', { ...ALLOW, Resource: ['*'], NotResource: ['a::::'] }, ' must not have both Resource and NotResource'],
    ['5.0', { Effect: 'Deny', NotAction: ['a:b:c', '*'] }, '.NotAction[1] must not exclude everything'],
    ['5.0', { Effect: 'Deny', NotAction: ['*:*:*'] }, '.NotAction[0] must not exclude everything'],
    ['5.0', { ...ALLOW, NotResource: ['*'] }, '.NotResource[0] must not exclude everything'],
    ['5.0', { ...ALLOW, NotResource: ['*:*:*:**:*'] }, '.NotResource[0] must not exclude everything'],
    ['5.0', { Effect: 'Deny', NotAction: 'a:b:c' }, '.NotAction must be an array'],
    ['5.0', { ...ALLOW, NotResource: [] }, '.NotResource must not be empty'],
    ['5.0', { ...ALLOW, Condition: [] }, '.Condition must be an object'],
    ['5.0', { ...ALLOW, Condition: null }, '.Condition must be an object'],
    ['5.0', { ...ALLOW, Condition: {} }, '.Condition must not be empty'],
  ])('in version %s when it is %j', (version, statement, problem) => {
    const message = refusal(policy(version, statement))
    expect(`${message}$`.slice(0, 21 + problem.length)).toBe(`document.Statement[0]${problem}`)
  })

  it('by its own place', () => {
    expect(refusal(policy('5.0', ALLOW, { ...ALLOW, Effect: 'No' }))).toBe(
      'document.Statement[1].Effect must be Allow or Deny',
    )
  })
})

describe('an action', () => {
  it.each([
    ['1.1', '*'],
    ['1.1', 'workspace:*:*'],
    ['1.1', 'work*:Desktops:get_x-1*'],
    ['1.1', '*:*:*'],
    ['5.0', 'w?rkspace:desktops:?et*'],
  ])('of version %s may be %j', (version, action) => {
    expect(refusal(policy(version, { Effect: 'Deny', Action: [action] }))).toBe('accepted')
  })

  const PARTS = 'must be * or three parts, service:resourceType:operation'
  const SERVICE = 'must begin with a service in lower case, or a wildcard'
  const NAMES = 'must have letters, digits, _, - or wildcards in each part'
  it.each([
    ['1.1', '', PARTS],
    ['1.1', '**', PARTS],
    ['1.1', 'workspace', PARTS],
    ['1.1', 'workspace:*', PARTS],
    ['5.0', 'workspace:*:*:*', PARTS],
    ['1.1', 'Workspace:*:*', SERVICE],
    ['5.0', 'workSpace:*:*', SERVICE],
    ['5.0', ':desktops:list', SERVICE],
    ['5.0', ' workspace:desktops:list', SERVICE],
    ['5.0', 'workspace :desktops:list', SERVICE],
    ['5.0', 'workspace::list', NAMES],
    ['5.0', 'workspace:desktops:', NAMES],
    ['5.0', 'workspace:desktops:list ', NAMES],
    ['5.0', 'workspace:desktops: list', NAMES],
    ['5.0', 'workspace:desk.tops:list', NAMES],
    ['5.0', 'workspace:desktops:lıst', NAMES],
    ['1.1', 'workspace:desktops:?ist', 'must not contain ?, which is a wildcard of version 5.0 only'],
  ])('of version %s is refused when it is %j', (version, action, problem) => {
    const message = refusal(policy(version, { Effect: 'Deny', Action: ['*', action] }))
    expect(message).toBe(`document.Statement[0].Action[1] ${problem}`)
  })

  it.each([
    ['*', ' must be an array'],
    [{ 0: '*' }, ' must be an array'],
    [null, ' must be an array'],
    [[], ' must not be empty'],
    [[1], '[0] must be text'],
    [['*', ['*']], '[1] must be text'],
  ])('is refused when the array is %j', (actions, problem) => {
    const message = refusal(policy('5.0', { Effect: 'Allow', Action: actions }))
    expect(message).toBe(`document.Statement[0].Action${problem}`)
  })
})

describe('a resource', () => {
  it.each([
    ['1.1', '*'],
    ['1.1', 'workspace:*:*:*:*'],
    ['5.0', 'workspace:::desktop:a b/ü?'],
    ['5.0', '*:eu-*:0a:Desktop:*'],
  ])('of version %s may be %j', (version, resource) => {
    expect(refusal(policy(version, { ...ALLOW, Resource: [resource] }))).toBe('accepted')
  })

  const PARTS = 'must be * or five parts, service:region:domainId:resourceType:path'
  const NAMES = 'must name a resource type and a path, or * for all'
  it.each([
    ['5.0', '', PARTS],
    ['5.0', '**', PARTS],
    ['5.0', 'workspace:*:*:*', PARTS],
    ['5.0', 'workspace:*:*:*:*:*', PARTS],
    ['5.0', ':*:*:*:*', 'must begin with a service in lower case, or a wildcard'],
    ['5.0', 'Workspace:*:*:*:*', 'must begin with a service in lower case, or a wildcard'],
    ['5.0', 'workspace:*:*::*', NAMES],
    ['5.0', 'workspace:*:*:*:', NAMES],
    ['1.1', 'workspace:*:*:*:a?', 'must not contain ?, which is a wildcard of version 5.0 only'],
  ])('of version %s is refused when it is %j', (version, resource, problem) => {
    const message = refusal(policy(version, { ...ALLOW, Resource: ['*', resource] }))
    expect(message).toBe(`document.Statement[0].Resource[1] ${problem}`)
  })

  it('is refused when it is a single text', () => {
    expect(refusal(policy('1.1', { ...ALLOW, Resource: '*' }))).toBe('document.Statement[0].Resource must be an array')
  })
})

describe('a condition is refused', () => {
  it.each([
    ['StringEqualz', { 'g:UserName': ['x'] }, ' is no operator of version 5.0: StringEquals, '],
    ['constructor', { 'g:UserName': ['x'] }, ' is no operator of version 5.0: '],
    ['', { 'g:UserName': ['x'] }, ' is no operator of version 5.0: '],
    ['IfExists', { 'g:UserName': ['x'] }, ' is no operator of version 5.0: '],
    ['stringequals', { 'g:UserName': ['x'] }, ' is no operator of version 5.0: '],
    ['StringEquals', 'x', ' must be an object'],
    ['StringEquals', ['x'], ' must be an object'],
    ['StringEquals', {}, ' must not be empty'],
    ['StringEquals', { 'g:Username': ['x'] }, '.g:Username is no condition key: g:CurrentTime, g:DomainId, '],
    ['StringEquals', { toString: ['x'] }, '.toString is no condition key: g:CurrentTime, '],
    ['Null', { 'workspace:x': ['true'] }, '.workspace:x is no condition key: g:CurrentTime, '],
    ['StringEquals', { 'g:UserName': 'x' }, '.g:UserName must be an array'],
    ['StringEquals', { 'g:UserName': [] }, '.g:UserName must not be empty'],
    ['StringEquals', { 'g:UserName': ['x', 1] }, '.g:UserName[1] must be text'],
    ['Bool', { 'g:MFAPresent': [true] }, '.g:MFAPresent[0] must be text'],
    ['Bool', { 'g:MFAPresent': ['True'] }, '.g:MFAPresent[0] must be true or false'],
    ['Null', { 'g:UserName': ['true', 'no'] }, '.g:UserName[1] must be true or false'],
    ['NumberEquals', { 'g:MFAAge': ['x'] }, '.g:MFAAge[0] must be a decimal number such as 900, of at most 9 digits'],
    [
      'DateLessThan',
      { 'g:CurrentTime': ['2026-02-30T00:00Z'] },
      '.g:CurrentTime[0] must be a time such as 2026-03-31T12',
    ],
    [
      'IpAddress',
      { 'g:SourceIp': ['10.0.0.0/33'] },
      '.g:SourceIp[0] must be an IP address or a range such as 192.0.2.0/24',
    ],
    [
      'StringEquals',
      { 'g:MFAPresent': ['true'] },
      '.g:MFAPresent cannot be compared so: g:MFAPresent is of kind boolean, not text',
    ],
    [
      'NumberEquals',
      { 'g:UserName': ['1'] },
      '.g:UserName cannot be compared so: g:UserName is of kind text, not number',
    ],
    [
      'DateLessThan',
      { 'g:MFAAge': ['2026-03-31T12:00Z'] },
      '.g:MFAAge cannot be compared so: g:MFAAge is of kind number, not instant',
    ],
    [
      'Bool',
      { 'g:SourceIp': ['true'] },
      '.g:SourceIp cannot be compared so: g:SourceIp is of kind address, not boolean',
    ],
    [
      'IpAddress',
      { 'g:CurrentTime': ['192.0.2.1'] },
      '.g:CurrentTime cannot be compared so: g:CurrentTime is of kind instant, not address',
    ],
  ])('for %s %j', (operator, keys, problem) => {
    const message = refusal(policy('5.0', { ...ALLOW, Condition: { [operator]: keys } }))
    const place = `document.Statement[0].Condition.${operator}`
    expect(message.slice(0, place.length + problem.length)).toBe(place + problem)
  })

  it.each(['', '+1', '1.', '.5', '1e3', '0x10', '01', '1_000', ' 1', '1 ', '1234567890', '1.1234567', 'NaN', '--1'])(
    'for the number %j',
    (number) => {
      const source = policy('5.0', { ...ALLOW, Condition: { NumberEquals: { 'g:MFAAge': ['0', number] } } })
      expect(refusal(source)).toMatch(/^document\.Statement\[0\]\.Condition\.NumberEquals\.g:MFAAge\[1\] must be a dec/)
    },
  )

  it.each(['0', '-1', '999999999', '-0.123456', '10.5'])('never for the number %s', (number) => {
    expect(refusal(policy('5.0', { ...ALLOW, Condition: { NumberEquals: { 'g:MFAAge': [number] } } }))).toBe('accepted')
  })
})

describe('an operator', () => {
  const KEYS = { text: 'g:UserName', number: 'g:MFAAge', instant: 'g:CurrentTime', boolean: 'g:MFAPresent' } as const
  const TEXT_1_1 = ['StringLike', 'StringNotLike', 'StringStartWith']
  it.each([
    ...TEXT_1_1.flatMap((name) => [name, `${name}IfExists`]).map((name) => ['5.0', name, KEYS.text]),
    ...['StringEqualsAnyOf', 'StringEqualsAnyOfIfExists', 'StringStartWithIfExists'].map((name) => [
      '5.0',
      name,
      KEYS.text,
    ]),
    ...['IsNullOrEmpty', 'NullIfExists', 'DateEquals', 'BoolAnyOf'].map((name) => ['5.0', name, KEYS.text]),
    ...['StringMatch', 'StringNotMatch', 'Null', 'IpAddress', 'NotIpAddress'].map((name) => ['1.1', name, KEYS.text]),
    ...['IsNullOrEmptyIfExists', 'IsNullOrEmptyAnyOf'].map((name) => ['1.1', name, KEYS.text]),
    ['1.1', 'NumberEqualsAnyOf', KEYS.number],
    ['1.1', 'BoolAnyOfIfExists', KEYS.boolean],
    ['1.1', 'DateLessThanAnyOf', KEYS.instant],
    ['1.1', 'StringEqualsIfExistsAnyOf', KEYS.text],
    ['1.1', 'StringEqualsAnyOfAnyOf', KEYS.text],
    ['1.1', 'StringEqualsIfExistsIfExists', KEYS.text],
  ])('of version %s is never %s', (version, operator, key) => {
    const message = refusal(policy(version, { ...ALLOW, Condition: { [operator]: { [key]: ['true'] } } }))
    expect(message).toContain(`.Condition.${operator} is no operator of version ${version}: StringEquals, `)
  })

  it('that is unknown is answered with all there are', () => {
    const refused = (version: string) =>
      refusal(policy(version, { ...ALLOW, Condition: { X: { 'g:UserName': ['x'] } } }))
    expect(refused('1.1')).toBe(
      'document.Statement[0].Condition.X is no operator of version 1.1: StringEquals, StringNotEquals, ' +
        'StringEqualsIgnoreCase, StringNotEqualsIgnoreCase, StringEndWith, StringLike, StringNotLike, StringStartWith, ' +
        'NumberEquals, NumberNotEquals, NumberLessThan, NumberLessThanEquals, NumberGreaterThan, ' +
        'NumberGreaterThanEquals, DateLessThan, DateLessThanEquals, DateGreaterThan, DateGreaterThanEquals, Bool, ' +
        'IsNullOrEmpty; each but IsNullOrEmpty also with IfExists, String… also with AnyOf or AnyOfIfExists',
    )
    expect(refused('5.0')).toBe(
      'document.Statement[0].Condition.X is no operator of version 5.0: StringEquals, StringNotEquals, ' +
        'StringEqualsIgnoreCase, StringNotEqualsIgnoreCase, StringEndWith, StringMatch, StringNotMatch, ' +
        'NumberEquals, NumberNotEquals, NumberLessThan, NumberLessThanEquals, NumberGreaterThan, ' +
        'NumberGreaterThanEquals, DateLessThan, DateLessThanEquals, DateGreaterThan, DateGreaterThanEquals, Bool, ' +
        'IpAddress, NotIpAddress, Null; each but Null also with IfExists',
    )
  })

  it('may ask about every key there is', () => {
    const all =
      'g:CurrentTime, g:DomainId, g:DomainName, g:EnterpriseProjectId, g:MFAAge, g:MFAPresent, g:ProjectId, ' +
      'g:ProjectName, g:ServiceName, g:SourceIp, g:UserId, g:UserName'
    for (const key of all.split(', ')) {
      expect(refusal(policy('5.0', { ...ALLOW, Condition: { Null: { [key]: ['true'] } } }))).toBe('accepted')
    }
    expect(refusal(policy('5.0', { ...ALLOW, Condition: { Null: { x: ['true'] } } }))).toBe(
      `document.Statement[0].Condition.Null.x is no condition key: ${all}`,
    )
  })
})
