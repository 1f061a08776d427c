import type { Part } from '../../chapter.js'
import { all } from '../../checks.js'
import { allow, cannotBe, decides, deny, policy11, policy50 } from './decide.js'

const NAME = 'g:UserName'
const asked = (value: string, key = NAME) => ({ context: { [key]: value } })
const when = (operator: string, key: string, ...values: readonly string[]) =>
  allow({ Condition: { [operator]: { [key]: values } } })

/** An operator, values of a policy, a value that fits and one that does not. */
type Row = readonly [operator: string, key: string, values: readonly string[], fits: string, fails: string]

const TEXTS: readonly Row[] = [
  ['StringEquals', NAME, ['zoe', 'bob'], 'bob', 'Bob'],
  ['StringNotEquals', NAME, ['zoe', 'bob'], 'Bob', 'bob'],
  ['StringEqualsIgnoreCase', NAME, ['zoe'], 'ZOE', 'zo'],
  ['StringNotEqualsIgnoreCase', NAME, ['zoe'], 'zo', 'ZOE'],
]

const OF_11: readonly Row[] = [
  ...TEXTS,
  ['StringLike', NAME, ['z*e'], 'zooe', 'zoo'],
  ['StringNotLike', NAME, ['z*e'], 'zoo', 'zooe'],
  ['StringStartWith', NAME, ['zo'], 'zoe', 'ozo'],
  ['StringEndWith', NAME, ['oe'], 'zoe', 'zoey'],
  ['StringEqualsAnyOf', NAME, ['zoe', 'bob'], 'zoe', 'eve'],
]

const OF_50: readonly Row[] = [
  ...TEXTS,
  ['StringMatch', NAME, ['z?e'], 'zoe', 'zooe'],
  ['StringNotMatch', NAME, ['z*'], 'bob', 'zoe'],
  ['NumberEquals', 'g:MFAAge', ['9'], '9', '8'],
  ['NumberNotEquals', 'g:MFAAge', ['9'], '8', '9'],
  ['NumberLessThan', 'g:MFAAge', ['9'], '8', '9'],
  ['NumberLessThanEquals', 'g:MFAAge', ['9'], '9', '10'],
  ['NumberGreaterThan', 'g:MFAAge', ['9'], '10', '9'],
  ['NumberGreaterThanEquals', 'g:MFAAge', ['9'], '9', '8'],
  ['DateLessThanEquals', 'g:CurrentTime', ['2026-01-01T00:00:00Z'], '2026-01-01T00:00:00Z', '2026-01-01T00:00:01Z'],
  ['DateGreaterThan', 'g:CurrentTime', ['2026-01-01T00:00:00Z'], '2026-01-01T00:00:01Z', '2026-01-01T00:00:00Z'],
  ['DateLessThan', 'g:CurrentTime', ['2026-01-01T00:00:00Z'], '2025-12-31T23:59:59Z', '2026-01-01T00:00:00Z'],
  ['DateGreaterThanEquals', 'g:CurrentTime', ['2026-01-01T00:00:00Z'], '2026-01-01T00:00:00Z', '2025-12-31T23:59:59Z'],
  ['Bool', 'g:MFAPresent', ['true'], 'true', 'false'],
  ['IpAddress', 'g:SourceIp', ['192.0.2.0/24'], '192.0.2.9', '192.0.3.9'],
  ['NotIpAddress', 'g:SourceIp', ['192.0.2.0/24'], '192.0.3.9', '192.0.2.9'],
]

const KEYS_11 = [
  'g:CurrentTime',
  'g:DomainName',
  'g:MFAPresent',
  'g:MFAAge',
  'g:ProjectName',
  'g:ServiceName',
  'g:UserId',
]

const rows = (make: typeof policy11, of: readonly Row[]) =>
  all(
    ...of.flatMap(([operator, key, values, fits, fails]) => {
      const document = make(when(operator, key, ...values))
      return [decides([document], 'allow', asked(fits, key)), decides([document], 'implicit-deny', asked(fails, key))]
    }),
  )

const names = (of: readonly Row[]): string => of.map(([operator]) => `\`${operator}\``).join(', ')

export const evaluation: Part = {
  title: 'How policies decide',
  facts: [
    {
      fact: 'Without an Allow that applies, the answer is no',
      source: 'auth.md 5.1, 5.2',
      check: decides([policy50({ Effect: 'Allow', Action: ['workspace:connections:other'] })], 'implicit-deny'),
    },
    { fact: 'An Allow that applies is yes', source: 'auth.md 5.1, 5.2', check: decides([policy11(allow())], 'allow') },
    {
      fact: 'A Deny that applies wins, wherever it stands',
      source: 'auth.md 5.1, 5.2',
      check: all(
        decides([policy11(allow(), deny())], 'explicit-deny'),
        decides([policy11(deny(), allow())], 'explicit-deny'),
        decides([policy50(allow()), policy50(deny())], 'explicit-deny'),
      ),
    },
    {
      fact: 'Conditions of a statement have to hold all; of several values one has to fit, with a negated operator none',
      source: 'auth.md 5.2',
      check: async (trial) => {
        const both = { StringEquals: { [NAME]: ['zoe', 'bob'] }, Bool: { 'g:MFAPresent': ['true'] } }
        const document = policy50(allow({ Condition: both }))
        const context = { [NAME]: 'bob', 'g:MFAPresent': 'true' }
        await decides([document], 'allow', { context })(trial)
        await decides([document], 'implicit-deny', { context: { ...context, 'g:MFAPresent': 'false' } })(trial)
        await decides([policy50(when('StringNotEquals', NAME, 'zoe', 'bob'))], 'implicit-deny', asked('bob'))(trial)
      },
    },
  ],
}

export const grammar: Part = {
  title: 'Policies, version 1.1, and identity policies, version 5.0',
  facts: [
    {
      fact: '`Version` is `1.1` or `5.0`; `1.0` is for roles, which only the system defines',
      source: 'auth.md 5.1, 5.2',
      check: all(
        decides([policy11(allow())], 'allow'),
        decides([policy50(allow())], 'allow'),
        cannotBe(
          { Version: '1.0', Statement: [allow()] },
          { Version: '2.0', Statement: [allow()] },
          { Statement: [allow()] },
        ),
      ),
    },
    {
      fact: '`Statement` is an array and mandatory',
      source: 'auth.md 5.1, 5.2',
      check: cannotBe({ Version: '1.1' }, { Version: '5.0', Statement: allow() }),
    },
    {
      fact: '`Effect` is `Allow` or `Deny`, and mandatory',
      source: 'auth.md 5.1, 5.2',
      check: cannotBe(policy11(allow({ Effect: 'allow' })), policy50({ Action: ['*'] })),
    },
    {
      fact: '`Action` is an array of `service:resourceType:action`, of which one has to fit',
      source: 'auth.md 5.1',
      check: all(
        decides([policy11(allow({ Action: ['workspace:a:b', 'workspace:connections:securityList'] }))], 'allow'),
        cannotBe(policy11(allow({ Action: 'workspace:a:b' })), policy11(allow({ Action: ['workspace:a'] }))),
      ),
    },
    {
      fact: 'The service is in lower case; case of resource type and action does not matter',
      source: 'auth.md 5.1',
      check: all(
        decides([policy11(allow({ Action: ['workspace:Connections:SECURITYlist'] }))], 'allow'),
        cannotBe(policy11(allow({ Action: ['Workspace:connections:securityList'] }))),
      ),
    },
    {
      fact: '`*` stands for all or part of a name, in 5.0 also `?` for a character',
      source: 'auth.md 5.1, 5.2',
      check: all(
        decides([policy11(allow({ Action: ['workspace:*:security*'] }))], 'allow'),
        decides([policy11(allow({ Action: ['workspace:*:get*'] }))], 'implicit-deny'),
        decides([policy50(allow({ Action: ['workspace:connection?:*'] }))], 'allow'),
      ),
    },
    {
      fact: '5.0 has exactly one of `Action` and `NotAction`',
      source: 'auth.md 5.2',
      check: all(
        decides([policy50({ Effect: 'Allow', NotAction: ['workspace:connections:export'] })], 'allow'),
        decides([policy50({ Effect: 'Allow', NotAction: ['workspace:connections:*'] })], 'implicit-deny'),
        cannotBe(policy50(allow({ NotAction: ['workspace:a:b'] })), policy50({ Effect: 'Allow' })),
      ),
    },
    {
      fact: '`Resource` is optional; absent is `*`; it is `service:region:domainId:resourceType:path`, with `*`',
      source: 'auth.md 5.1, 5.2',
      check: all(
        decides([policy50(allow({ Resource: ['*'] }))], 'allow'),
        decides([policy50(allow({ Resource: ['workspace:*:*:desktop:*'] }))], 'allow', {
          resource: 'workspace:local-1:acme:desktop:d1',
        }),
        decides([policy50(allow({ Resource: ['workspace:*:*:user:*'] }))], 'implicit-deny', {
          resource: 'workspace:local-1:acme:desktop:d1',
        }),
        cannotBe(policy11(allow({ Resource: ['workspace:desktop'] }))),
      ),
    },
    {
      fact: '`Sid` is an optional label of 5.0',
      source: 'auth.md 5.2',
      check: decides([policy50(allow({ Sid: 'readers' }))], 'allow'),
    },
    {
      fact: '`Principal` and `NotPrincipal` are not allowed',
      source: 'auth.md 5.2',
      check: cannotBe(policy50(allow({ Principal: ['x'] })), policy50(allow({ NotPrincipal: ['x'] }))),
    },
    {
      fact: `Operators of 1.1 on texts: ${names(OF_11)}`,
      source: 'auth.md 5.1',
      check: rows(policy11, OF_11),
    },
    { fact: `Operators of 5.0: ${names(OF_50)}`, source: 'auth.md 5.2', check: rows(policy50, OF_50) },
    {
      fact: '`IfExists` behind an operator: a missing value satisfies the condition',
      source: 'auth.md 5.1, 5.2',
      check: all(
        decides([policy50(when('NumberLessThanIfExists', 'g:MFAAge', '9'))], 'allow'),
        decides([policy50(when('NumberLessThan', 'g:MFAAge', '9'))], 'implicit-deny'),
        decides([policy50(when('StringEndWithIfExists', 'g:ProjectName', 'x'))], 'allow'),
        decides([policy11(when('StringEqualsIfExists', 'g:ProjectName', 'x'))], 'allow'),
      ),
    },
    {
      fact: '`IsNullOrEmpty` of 1.1, `Null` of 5.0: `true` demands that the value is missing',
      source: 'auth.md 5.1, 5.2',
      check: all(
        decides([policy11(when('IsNullOrEmpty', 'g:MFAAge', 'true'))], 'allow'),
        decides([policy50(when('Null', 'g:MFAAge', 'true'))], 'allow'),
        decides([policy50(when('Null', 'g:MFAAge', 'true'))], 'implicit-deny', asked('9', 'g:MFAAge')),
      ),
    },
    {
      fact: `Keys of conditions: \`g:UserName\`, ${KEYS_11.map((key) => `\`${key}\``).join(', ')}, \`g:EnterpriseProjectId\``,
      source: 'auth.md 5.1, 5.2',
      check: all(
        ...[...KEYS_11, NAME].map((key) => decides([policy11(when('IsNullOrEmpty', key, 'false', 'true'))], 'allow')),
        decides(
          [policy50(when('StringEquals', 'g:EnterpriseProjectId', 'a'))],
          'allow',
          asked('a', 'g:EnterpriseProjectId'),
        ),
        cannotBe(policy11(when('StringEquals', 'g:Colour', 'red'))),
      ),
    },
  ],
}
