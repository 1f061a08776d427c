import type { Part } from '../../chapter.js'
import { all } from '../../checks.js'
import { allow, cannotBe, decides, policy11, policy50 } from './decide.js'

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

export const operators: Part = {
  title: 'Operators and keys of conditions',
  facts: [
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
