import { LIMITS, OPERATIONS, type Operation, type OperationId } from '@deskledger/contract'
import fc from 'fast-check'
import type { TSchema } from 'typebox'
import { anyBytes, anyJson } from './garbage.fixture.js'
import { mostly } from './mostly.fixture.js'
import { anyMutation, mutatedJson } from './mutated-json.fixture.js'
import { valuesOf } from './schema-values.fixture.js'
import { SPECIAL_BODIES, TO_BE_MUTATED } from './special-bodies.fixture.js'

/** What becomes of a body's text on the wire. */
type Form = 'utf8' | 'latin1' | 'utf16le' | 'gzip' | 'cut gzip'

/** A body, and the type that it is sent with. */
export interface Body {
  readonly text: string
  readonly form: Form
  readonly type: string
}

const JSON_TYPE = 'application/json'
const NDJSON_TYPE = 'application/x-ndjson'

const line = valuesOf(OPERATIONS.IngestConnectionRecords.body['application/x-ndjson'])

const anyLine: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: line.map((value) => JSON.stringify(value)) },
  { weight: 3, arbitrary: fc.tuple(line, fc.nat({ max: 99 }), anyMutation).map((parts) => mutatedJson(...parts)) },
  { weight: 1, arbitrary: fc.oneof(anyJson, anyBytes) },
)

const lines: fc.Arbitrary<string> = fc
  .tuple(fc.array(anyLine, { minLength: 1, maxLength: 8 }), fc.constantFrom('\n', '\n', '\n', '\r\n', '\n\n'))
  .map(([all, lineEnd]) => all.join(lineEnd) + lineEnd)

/** What hashes a password when it is valid is mostly not. */
const HASHING: readonly OperationId[] = ['KeystoneCreateUserTokenByPassword', 'CreateBrowserSession', 'CreateAccount']

function contentOf(id: OperationId, schema: TSchema): fc.Arbitrary<string> {
  const valid = SPECIAL_BODIES[id] ?? valuesOf(schema)
  const toBeMutated = TO_BE_MUTATED[id] ?? valid
  return fc.oneof(
    { weight: HASHING.includes(id) ? 10 : 60, arbitrary: valid.map((body) => JSON.stringify(body)) },
    {
      weight: 40,
      arbitrary: fc.tuple(toBeMutated, fc.nat({ max: 99 }), anyMutation).map((parts) => mutatedJson(...parts)),
    },
    { weight: 10, arbitrary: fc.oneof(anyJson, anyBytes) },
    // Beyond the bound of plain JSON bodies.
    {
      weight: 1,
      arbitrary: fc.constantFrom(-1, 0, 1).map((more) => `"${'x'.repeat(LIMITS.jsonBodyBytes + more - 2)}"`),
    },
  )
}

/** A body where none is asked for. */
const needless: fc.Arbitrary<Body> = fc.constantFrom('{}', 'x').map((text) => ({ text, form: 'utf8', type: JSON_TYPE }))

const ODD_TYPES = [
  '',
  'text/plain',
  'application/json; charset=latin1',
  'APPLICATION/JSON;charset=UTF-8',
  'multipart/form-data; boundary=x',
  'application/json, text/plain',
  ';',
  'a/b; c="',
]

/** A body of an operation; undefined for none. */
export function bodiesOf(id: OperationId): fc.Arbitrary<Body | undefined> {
  const { body }: Operation = OPERATIONS[id]
  const schema = body?.[JSON_TYPE]
  if (schema === undefined) return mostly<Body | undefined>(20, fc.constant(undefined), needless)
  const json = contentOf(id, schema).map((text) => ({ text, type: JSON_TYPE }))
  const ndjson = lines.map((text) => ({ text, type: NDJSON_TYPE }))
  return fc
    .record({
      content: NDJSON_TYPE in (body ?? {}) ? mostly(4, ndjson, json) : json,
      form: mostly<Form>(20, fc.constant('utf8'), fc.constantFrom('latin1', 'utf16le', 'gzip', 'cut gzip')),
      oddType: mostly<string | undefined>(20, fc.constant(undefined), fc.constantFrom(...ODD_TYPES)),
    })
    .map(({ content: { text, type }, form, oddType }) => ({ text, form, type: oddType ?? type }))
}
