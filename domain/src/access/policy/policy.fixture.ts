import fc from 'fast-check'
import type { AddressRange } from './address-range.js'
import type { Condition } from './condition.js'
import {
  CONDITION_KEYS,
  type ConditionKey,
  isKeyOf,
  type KeyKind,
  type KeyOf,
  type RequestContext,
} from './condition-keys.js'
import type { AttachedPolicy } from './decide.js'
import { OPERATORS, type Operator } from './operators.js'
import type { PatternSet, PolicyDocument, PolicyStatement, WritableVersion } from './policy-document.js'
import type { AccessRequest } from './statement-applies.js'

/** Few words, so that policies and requests often meet. */
const PROJECTS = ['ep-1', 'ep-2', '']
const TIMES = ['2026-03-31T11:00:00.000Z', '2026-03-31T12:00:00.000Z'].map((text) => new Date(text))
const RANGES: readonly AddressRange[] = [
  { bytes: [192, 0, 2, 0], prefixLength: 24 },
  { bytes: [0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], prefixLength: 128 },
]

/** Requests, with and without resource and values. */
export function requests(): fc.Arbitrary<AccessRequest> {
  const context: fc.Arbitrary<RequestContext> = fc.record(
    {
      'g:EnterpriseProjectId': fc.constantFrom(...PROJECTS),
      'g:MFAAge': fc.constantFrom(0, 1),
      'g:CurrentTime': fc.constantFrom(...TIMES),
      'g:MFAPresent': fc.boolean(),
      'g:SourceIp': fc.constantFrom('192.0.2.7', '2001:db8::1', 'unknown'),
    },
    { requiredKeys: [] },
  )
  return fc.record(
    {
      action: fc.constantFrom(
        'workspace:connections:securityList',
        'workspace:desktops:getConnectStatus',
        'iam:users:list',
      ),
      resource: fc.constantFrom('workspace:r:d:desktop:1', 'workspace:r:d:desktop:2'),
      context,
    },
    { requiredKeys: ['action', 'context'] },
  )
}

/** Whatever a document can be. */
export function policyDocuments(): fc.Arbitrary<PolicyDocument> {
  return fc.constantFrom<WritableVersion[]>('1.1', '5.0').chain((version) =>
    fc.record({
      version: fc.constant(version),
      statements: fc.array(statements(version), { minLength: 1, maxLength: 4 }),
    }),
  )
}

export function attachedPolicies(): fc.Arbitrary<readonly AttachedPolicy[]> {
  return fc
    .array(policyDocuments(), { maxLength: 4 })
    .map((documents) => documents.map((document, index) => ({ policyId: `p${index}`, name: `n${index}`, document })))
}

function statements(version: WritableVersion): fc.Arbitrary<PolicyStatement> {
  const isNegated = version === '5.0' ? fc.boolean() : fc.constant(false)
  return fc.record(
    {
      ...(version === '5.0' ? { sid: fc.string({ minLength: 1 }) } : {}),
      effect: fc.constantFrom('Allow', 'Deny'),
      actions: patternSets(isNegated, ['workspace:*:*', 'workspace:*:get*', 'iam:users:list', '*']),
      resources: patternSets(isNegated, ['workspace:*:*:*:*', 'workspace:*:*:desktop:1', '*']),
      conditions: fc
        .uniqueArray(conditions(version), {
          maxLength: 3,
          selector: (condition) => `${operatorName(version, condition)} ${condition.key}`,
        })
        // Printing groups them by operator.
        .map((unordered) => unordered.toSorted((a, b) => compare(operatorName(version, a), operatorName(version, b)))),
    },
    { requiredKeys: ['effect', 'actions', 'resources', 'conditions'] },
  )
}

function patternSets(isNegated: fc.Arbitrary<boolean>, patterns: readonly string[]): fc.Arbitrary<PatternSet> {
  return isNegated.chain((negated) =>
    fc.record({
      patterns: fc.array(fc.constantFrom(...patterns.filter((pattern) => !negated || pattern !== '*')), {
        minLength: 1,
        maxLength: 2,
      }),
      isNegated: fc.constant(negated),
    }),
  )
}

function conditions(version: WritableVersion): fc.Arbitrary<Condition> {
  return fc.constantFrom(...OPERATORS[version].values()).chain((operator): fc.Arbitrary<Condition> => {
    const common = { isMissingEnough: fc.boolean() }
    const some = <T>(...values: readonly T[]) => fc.array(fc.constantFrom(...values), { minLength: 1, maxLength: 2 })
    switch (operator.kind) {
      case 'text':
        return fc.record({ ...constants(operator), ...common, key: keysOf('text'), values: some(...PROJECTS) })
      case 'number':
        return fc.record({ ...constants(operator), ...common, key: keysOf('number'), values: some(0, 1, -0.5) })
      case 'instant':
        return fc.record({ ...constants(operator), ...common, key: keysOf('instant'), values: some(...TIMES) })
      case 'boolean':
        return fc.record({ ...constants(operator), ...common, key: keysOf('boolean'), values: some(true, false) })
      case 'address':
        return fc.record({ ...constants(operator), ...common, key: keysOf('address'), values: some(...RANGES) })
      case 'presence':
        return fc.record({ ...constants(operator), key: fc.constantFrom(...keys()), values: some(true, false) })
    }
  })
}

function constants<T extends object>(value: T): { [Name in keyof T]: fc.Arbitrary<T[Name]> } {
  const entries = Object.entries(value).map(([name, constant]) => [name, fc.constant(constant)])
  // Object.fromEntries knows neither names nor types.
  return Object.fromEntries(entries) as { [Name in keyof T]: fc.Arbitrary<T[Name]> }
}

function keys(): readonly ConditionKey[] {
  return Object.keys(CONDITION_KEYS) as ConditionKey[]
}

function keysOf<K extends KeyKind>(kind: K): fc.Arbitrary<KeyOf<K>> {
  const known = keys().filter((key): key is KeyOf<K> => isKeyOf(kind, key))
  // One text key, so that conditions and requests meet.
  return kind === 'text'
    ? fc.constantFrom(...known.filter((key) => key === 'g:EnterpriseProjectId'))
    : fc.constantFrom(...known)
}

/** A document in the words of its grammar: what `parsePolicy` reads. */
export function printPolicy({ version, statements: printed }: PolicyDocument): unknown {
  if (version === '1.0') throw new Error('A role has no printed form.')
  return { Version: version, Statement: printed.map((statement) => printStatement(version, statement)) }
}

function printStatement(version: WritableVersion, statement: PolicyStatement): unknown {
  const { sid, effect, actions, resources } = statement
  const condition: Record<string, Record<string, readonly string[]>> = {}
  for (const each of statement.conditions) {
    const name = operatorName(version, each)
    condition[name] = { ...condition[name], [each.key]: each.values.map(printValue) }
  }
  return {
    ...(sid === undefined ? {} : { Sid: sid }),
    Effect: effect,
    [actions.isNegated ? 'NotAction' : 'Action']: actions.patterns,
    [resources.isNegated ? 'NotResource' : 'Resource']: resources.patterns,
    ...(statement.conditions.length === 0 ? {} : { Condition: condition }),
  }
}

function operatorName(version: WritableVersion, condition: Condition): string {
  const facts = new Map<string, unknown>(Object.entries(condition))
  const isSame = (operator: Operator) => Object.entries(operator).every(([name, fact]) => facts.get(name) === fact)
  const [name] = [...OPERATORS[version]].find(([, operator]) => isSame(operator)) ?? []
  if (name === undefined) throw new Error('No operator means this condition.')
  return condition.kind !== 'presence' && condition.isMissingEnough ? `${name}IfExists` : name
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}

function printValue(value: string | number | boolean | Date | AddressRange): string {
  if (value instanceof Date) return value.toISOString()
  if (typeof value !== 'object') return String(value)
  const { bytes, prefixLength } = value
  const address =
    bytes.length === 4
      ? bytes.join('.')
      : Array.from({ length: 8 }, (_, index) =>
          Buffer.from(bytes)
            .readUInt16BE(index * 2)
            .toString(16),
        ).join(':')
  return `${address}/${prefixLength}`
}
