import { type BodyOf, OPERATIONS, type Operation, type OperationId } from '@deskledger/contract'
import { InvalidParameterError } from '@deskledger/domain'
import type { FastifyRequest } from 'fastify'
import Type, { type TSchema } from 'typebox'
import type { TLocalizedValidationError } from 'typebox/error'
import { Errors } from 'typebox/value'
import { parseJson, shown } from './json.js'

/** What the contract's patterns allow, for readers who do not know regular expressions. */
const PATTERNS_IN_WORDS: Readonly<Record<string, string>> = {
  '^[0-9a-f]{32}$': 'must be 32 hex digits in lower case',
  '^[a-zA-Z0-9_-]+$': 'may have only letters, digits, - and _',
}

/**
 * The JSON body of a request to an operation, checked by the contract's schema: nothing is converted, and no member that
 * the schema does not have is taken.
 *
 * @throws {ApiFailure} `emptyBody`
 * @throws {InvalidParameterError} names the member that does not fit and says what it takes
 */
export function readJsonBody<Id extends OperationId>(id: Id, { received: { content } }: FastifyRequest): BodyOf<Id> {
  const { body }: Operation = OPERATIONS[id]
  const schema = body?.['application/json']
  if (schema === undefined || content.kind === 'lines') throw new Error(`${id} takes no JSON body.`)
  const value = parseJson(content.bytes)
  const meant = variantOf(schema, value)
  const problem = Errors(meant, value).sort(unknownMembersFirst)[0]
  if (problem !== undefined) throw toParameterError(problem)
  // Just checked by the schema that this type is made of.
  return value as BodyOf<Id>
}

/** Of a choice between objects told apart by `kind`, the one that is meant; its errors are the ones to tell. */
function variantOf(schema: TSchema, value: unknown): TSchema {
  if (!Type.IsUnion(schema)) return schema
  const variants = schema.anyOf.filter(Type.IsObject)
  const kinds = variants.map((variant) => (variant.properties['kind'] as { const?: unknown } | undefined)?.const)
  const { kind } = (value ?? {}) as { kind?: unknown }
  const variant = variants[kinds.indexOf(kind)]
  if (variant === undefined) throw new InvalidParameterError('kind', `must be one of ${kinds.join(', ')}`)
  return variant
}

/** A misspelt member also makes another one missing; the spelling is what to tell. */
function unknownMembersFirst(a: TLocalizedValidationError, b: TLocalizedValidationError): number {
  return Number(b.keyword === 'additionalProperties') - Number(a.keyword === 'additionalProperties')
}

function toParameterError(problem: TLocalizedValidationError): InvalidParameterError {
  const place = placeOf(problem.instancePath)
  const inside = (name: string): string => shown(place === 'body' ? name : `${place}.${name}`)
  switch (problem.keyword) {
    case 'additionalProperties':
      return new InvalidParameterError(
        inside(problem.params.additionalProperties[0] ?? ''),
        'is not a known member of the body',
      )
    case 'required':
      return new InvalidParameterError(inside(problem.params.requiredProperties[0] ?? ''), 'is missing')
    case 'enum':
      return new InvalidParameterError(place, `must be one of ${problem.params.allowedValues.join(', ')}`)
    case 'const':
      return new InvalidParameterError(place, `must be ${JSON.stringify(problem.params.allowedValue)}`)
    case 'pattern': {
      const pattern = String(problem.params.pattern)
      return new InvalidParameterError(place, PATTERNS_IN_WORDS[pattern] ?? `must match ${pattern}`)
    }
    default:
      return new InvalidParameterError(place, problem.message)
  }
}

/** `/task_ids/0` as `task_ids[0]`. */
function placeOf(pointer: string): string {
  const path = pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
  const place = path.map((part, at) => (/^\d+$/.test(part) ? `[${part}]` : `${at === 0 ? '' : '.'}${part}`)).join('')
  return place === '' ? 'body' : shown(place)
}
