import { LIMITS } from '@deskledger/contract'
import fc from 'fast-check'
import type { TSchema } from 'typebox'
import { type IdName, idOf, timeAgo } from './known-things.fixture.js'
import { policyDocument } from './policy-documents.fixture.js'

/** What the contract's schemas say; JSON Schema's own words. */
interface Words {
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly TSchema[]
  readonly properties?: Readonly<Record<string, TSchema>>
  readonly patternProperties?: object
  readonly required?: readonly string[]
  readonly items?: TSchema
  readonly minItems?: number
  readonly maxItems?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly pattern?: string
  readonly format?: string
}

const number = fc.nat({ max: 60 })

/** An id, mostly of the sender's own account. */
export const anyId = (name: IdName): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 5, arbitrary: number.map((at) => idOf('own', name, at)) },
    { weight: 1, arbitrary: number.map((at) => idOf('foreign', name, at)) },
  )

/** Times of the last days and of now, with few others. */
const anyTime: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -3_600, max: 29 * 86_400 }).map(timeAgo) },
  { weight: 1, arbitrary: fc.constantFrom('2026-01-31T08:00Z', '1970-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z') },
)

/** Values that both tenants have, so that a filter meets records of both. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  user_name: ['zoe', 'ZOE', 'CORP\\zoe', 'max@corp.example', '张三'],
  computer_name: ['PC-1', 'pc-2', '桌面'],
  terminal_type: ['Windows 10', 'win', 'Ubuntu'],
  public_ip: ['203.0.113.9', '::ffff:203.0.113.9', '2001:db8::1'],
  domain: ['corp', 'corp.example'],
  network: ['203.0.113.0/24', '0.0.0.0/0', '2001:db8::/48', '203.0.113.9/24'],
  whole_terminal_type: ['windows 10', 'Ubuntu'],
  enterprise_project_id: ['ep-open', 'ep-closed', '0'],
  time_zone: ['UTC', 'Asia/Shanghai', 'America/St_Johns'],
  columns: ['user_name', 'transaction_id,e2e_rtt', 'terminal_name,sid,computer_name'],
  action: ['workspace:connections:export', 'deskledger:users:list'],
  operation: ['DownloadExportFile', 'ListExportTasks'],
  resource: ['*'],
}

const ID_NAMES: readonly string[] = [
  'project_id',
  'account_id',
  'user_id',
  'group_id',
  'policy_id',
  'grant_id',
  'hold_id',
  'access_key',
  'task_id',
] satisfies IdName[]

/** Values that a schema takes. */
export function valuesOf(schema: TSchema, name = ''): fc.Arbitrary<unknown> {
  const words: Words = schema
  if (name === 'document') return policyDocument
  if (name === 'task_ids') return fc.uniqueArray(anyId('task_id'), { minLength: 1, maxLength: 4 })
  if (words.const !== undefined) return fc.constant(words.const)
  if (words.enum !== undefined) return fc.constantFrom(...words.enum)
  if (words.anyOf !== undefined) return fc.oneof(...words.anyOf.map((variant) => valuesOf(variant, name)))
  switch (words.type) {
    case 'boolean':
      return fc.boolean()
    case 'integer':
      return integers(words)
    case 'array':
      return arrays(words, name)
    case 'object':
      return objects(words)
    default:
      return texts(words, name)
  }
}

function integers({ minimum = 0, maximum = Number.MAX_SAFE_INTEGER }: Words): fc.Arbitrary<number> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.integer({ min: minimum, max: Math.min(maximum, minimum + 100) }) },
    { weight: 1, arbitrary: fc.constantFrom(minimum, maximum) },
  )
}

function arrays({ items, minItems = 0, maxItems = 3 }: Words, name: string): fc.Arbitrary<unknown> {
  if (name === 'documents') return fc.array(policyDocument, { minLength: 1, maxLength: 2 })
  if (items === undefined) return fc.constant([])
  return fc.array(valuesOf(items), { minLength: minItems, maxLength: Math.min(maxItems, minItems + 3) })
}

function objects({ properties, required = [] }: Words): fc.Arbitrary<unknown> {
  if (properties === undefined) return fc.constantFrom({}, { 'g:SourceIp': '10.0.0.1' })
  const members = Object.entries(properties).map(([name, schema]) => [name, valuesOf(schema, name)] as const)
  return fc.record(Object.fromEntries(members), { requiredKeys: [...required] })
}

function texts({ minLength = 0, maxLength = 255, pattern, format }: Words, name: string): fc.Arbitrary<string> {
  if (ID_NAMES.includes(name)) return anyId(name as IdName)
  if (format === 'date-time') return anyTime
  const known = WORDS[name]
  if (known !== undefined) return fc.constantFrom(...known)
  if (pattern === '^[0-9a-f]{32}$') return fc.constant('0123456789abcdef0123456789abcdef')
  const longest = Math.min(maxLength, LIMITS.textParameterLength)
  return fc.oneof(
    { weight: 8, arbitrary: fc.nat({ max: 9_999 }).map((at) => `something ${at}`.slice(0, longest)) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('x'.repeat(longest), 'x'.repeat(Math.max(1, minLength)), '名'.repeat(longest)),
    },
  )
}

/** Texts just beyond what a schema takes, as they stand in a query. */
export function beyond(schema: TSchema): fc.Arbitrary<string> {
  const { minimum = 0, maximum = LIMITS.offset, maxLength = LIMITS.textParameterLength }: Words = schema
  return fc.constantFrom(`${minimum - 1}`, `${maximum + 1}`, `${maximum}0`, 'x'.repeat(maxLength + 1), '')
}
