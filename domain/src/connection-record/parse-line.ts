import { fieldByWireName, RECORD_FIELDS, type RecordField } from './fields.js'
import { parseInstant } from './instant.js'
import { type ConnectionRecord, type RecordLine, stageOf } from './record.js'

/** Largest integer a record holds (design.md 4). */
export const MAX_INTEGER = 2_147_483_647

/** Longest transaction id, in characters; it is a key. Other text is bounded by the length of its line only. */
export const MAX_TRANSACTION_ID_LENGTH = 255

/** Why a line was refused, as data; the edge words it. */
export type LineProblem =
  | { readonly kind: 'not-json' }
  | { readonly kind: 'not-an-object' }
  | { readonly kind: 'unknown-field' | 'repeated-field' | 'missing'; readonly field: string }
  | { readonly kind: 'wrong-value'; readonly field: string; readonly expected: Expectation }

/** What a field takes. */
type Expectation = 'text' | 'text-without-lone-surrogates' | 'transaction-id' | 'instant' | 'integer' | 'boolean'

/** What became of reading a line. */
export type ParsedLine =
  | { readonly ok: true; readonly line: RecordLine }
  | { readonly ok: false; readonly transactionId?: string; readonly problem: LineProblem }

/**
 * Reads one line of an ingest body: one flat JSON object with the API's field names, `revision` beside them.
 * `null` means absent. Unknown and repeated fields are refused, never ignored; an integer is written without fraction
 * and exponent. This is the definition of a valid line: engines may take the plain ones faster, but none differently.
 */
export function parseLine(text: string): ParsedLine {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { ok: false, problem: { kind: 'not-json' } }
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { ok: false, problem: { kind: 'not-an-object' } }
  }
  const object = value as Record<string, unknown>
  const problem = repeatedKey(text, object) ?? problemOf(object, numberTokens(text))
  if (problem === undefined) return { ok: true, line: toLine(object) }
  const id = object['transaction_id']
  return { ok: false, ...(typeof id === 'string' ? { transactionId: id } : {}), problem }
}

function problemOf(object: Record<string, unknown>, tokens: ReadonlyMap<string, string>): LineProblem | undefined {
  for (const [wire, value] of Object.entries(object)) {
    const field = wire === 'revision' ? REVISION : fieldByWireName(wire)
    if (field === undefined) return { kind: 'unknown-field', field: wire }
    if (value === null) continue
    const expected = unmetExpectation(field, value, tokens.get(wire))
    if (expected !== undefined) return { kind: 'wrong-value', field: wire, expected }
  }
  for (const wire of ['transaction_id', 'connection_start_time']) {
    if (object[wire] === undefined || object[wire] === null) return { kind: 'missing', field: wire }
  }
  return undefined
}

const REVISION = { wire: 'revision', kind: 'integer' } as const

function unmetExpectation(
  field: Pick<RecordField, 'wire' | 'kind'> | typeof REVISION,
  value: unknown,
  token: string | undefined,
): Expectation | undefined {
  switch (field.kind) {
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'boolean'
    case 'integer':
      return isPlainInteger(value, token) ? undefined : 'integer'
    case 'instant':
      return typeof value === 'string' && parseInstant(value) !== undefined ? undefined : 'instant'
    case 'text':
      if (typeof value !== 'string') return 'text'
      if (!value.isWellFormed()) return 'text-without-lone-surrogates'
      if (field.wire !== 'transaction_id') return undefined
      return value !== '' && [...value].length <= MAX_TRANSACTION_ID_LENGTH ? undefined : 'transaction-id'
  }
}

function isPlainInteger(value: unknown, token: string | undefined): boolean {
  return typeof value === 'number' && value >= 0 && value <= MAX_INTEGER && /^(?:-?0|[1-9]\d*)$/.test(token ?? '')
}

function toLine(object: Record<string, unknown>): RecordLine {
  const known: Record<string, unknown> = {}
  for (const field of RECORD_FIELDS) {
    const value = object[field.wire]
    if (value === undefined || value === null) continue
    known[field.name] = field.kind === 'instant' ? parseInstant(value as string) : value
  }
  const record = known as unknown as ConnectionRecord
  const revision = object['revision']
  return { record, revision: typeof revision === 'number' ? revision : stageOf(record) }
}

/** A string or a number of valid JSON text, with what follows a string that is a key. */
const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|-?\d[\d.eE+-]*/g

/** JSON.parse keeps the last of two equal keys without a word, so keys are counted in the text itself. */
function repeatedKey(text: string, object: Record<string, unknown>): LineProblem | undefined {
  const seen = new Set<string>()
  const keys = [...text.matchAll(TOKEN)].filter((match) => match[2] !== undefined).map((match) => match[1] ?? '""')
  // Nested values hold keys of their own; such a line is refused for the nested value.
  if (Object.values(object).some((value) => typeof value === 'object' && value !== null)) return undefined
  for (const key of keys) {
    const name = JSON.parse(key) as string
    if (seen.has(name)) return { kind: 'repeated-field', field: name }
    seen.add(name)
  }
  return undefined
}

/** Numbers as they were written, by key; JSON.parse forgets whether it read `1`, `1.0` or `1e0`. */
function numberTokens(text: string): Map<string, string> {
  const tokens = new Map<string, string>()
  let key = ''
  for (const match of text.matchAll(TOKEN)) {
    if (match[1] === undefined) tokens.set(key, match[0])
    else if (match[2] !== undefined) key = JSON.parse(match[1]) as string
  }
  return tokens
}
