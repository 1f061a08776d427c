import { InvalidParameterError, parseInstant } from '@deskledger/domain'
import Type, { type TSchema } from 'typebox'

/** What the contract may say about one parameter; JSON Schema's own words. */
interface Constraints {
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly pattern?: string
  readonly format?: string
  readonly enum?: readonly string[]
}

/** Other spellings that are taken (spec/api.md 11, row 27). */
const SPELLINGS: Readonly<Record<string, string>> = { 'zh-cn': 'zh_CN', 'en-us': 'en_US' }

/** What the contract's patterns allow, for readers who do not know regular expressions. */
const PATTERNS_IN_WORDS: Readonly<Record<string, string>> = {
  '^[a-zA-Z0-9_-]*$': 'may have only letters, digits, - and _',
}

/**
 * Reads one parameter by its schema, by our own strict grammars: nothing is trimmed, rounded or guessed. A time stays
 * text, valid for `parseInstant`.
 *
 * @returns undefined for an empty text or choice, which counts as absent
 * @throws {InvalidParameterError} what was sent does not fit; an empty number, time or boolean never does
 */
export function readValue(name: string, text: string, schema: TSchema): string | number | boolean | undefined {
  const constraints: Constraints = schema
  if (Type.IsInteger(schema)) return readInteger(name, text, constraints)
  if (Type.IsBoolean(schema)) return readBoolean(name, text)
  if (Type.IsEnum(schema)) return text === '' ? undefined : readChoice(name, text, constraints.enum ?? [])
  if (constraints.format === 'date-time') return readInstant(name, text)
  return readText(name, text, constraints)
}

function readInteger(
  name: string,
  text: string,
  { minimum = 0, maximum = Number.MAX_SAFE_INTEGER }: Constraints,
): number {
  const value = /^(?:0|[1-9]\d{0,15})$/.test(text) ? Number(text) : Number.NaN
  if (value >= minimum && value <= maximum) return value
  throw new InvalidParameterError(name, `must be a whole number from ${minimum} to ${maximum}, in plain digits`)
}

function readBoolean(name: string, text: string): boolean {
  if (text === 'true' || text === 'false') return text === 'true'
  throw new InvalidParameterError(name, 'must be true or false')
}

function readChoice(name: string, text: string, choices: readonly string[]): string {
  const choice = choices.find((candidate) => candidate === text || candidate === SPELLINGS[text])
  if (choice !== undefined) return choice
  throw new InvalidParameterError(name, `must be ${choices.length > 1 ? 'one of ' : ''}${choices.join(', ')}`)
}

function readInstant(name: string, text: string): string {
  if (parseInstant(text) !== undefined) return text
  throw new InvalidParameterError(
    name,
    'must be a real date with time and Z or an offset, like 2026-01-31T08:00:00Z, from 1970 to 9999',
  )
}

function readText(
  name: string,
  text: string,
  { minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern = '' }: Constraints,
): string | undefined {
  const length = [...text].length
  if (length < minLength) throw new InvalidParameterError(name, 'must not be empty')
  if (length > maxLength) {
    throw new InvalidParameterError(name, `must have ${maxLength} characters at most, got ${length}`)
  }
  if (!new RegExp(pattern, 'u').test(text)) {
    throw new InvalidParameterError(name, PATTERNS_IN_WORDS[pattern] ?? `must match ${pattern}`)
  }
  return text === '' ? undefined : text
}
