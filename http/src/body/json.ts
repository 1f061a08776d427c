import { isUtf8 } from 'node:buffer'
import { InvalidParameterError } from '@deskledger/domain'
import type { Static, TSchema } from 'typebox'
import { Check, Errors } from 'typebox/value'
import { ApiFailure } from '../answer/api-failure.js'

/**
 * Reads a body as JSON.
 *
 * @throws {ApiFailure} `emptyBody`
 * @throws {InvalidParameterError} it is not JSON in UTF-8
 */
export function parseJson(bytes: Buffer): unknown {
  if (bytes.byteLength === 0) throw new ApiFailure('emptyBody', 'The body is empty; the operation needs one.')
  if (!isUtf8(bytes)) throw new InvalidParameterError('body', 'is not UTF-8')
  try {
    return JSON.parse(bytes.toString())
  } catch {
    throw new InvalidParameterError('body', 'is not JSON')
  }
}

/**
 * A value of the schema.
 *
 * @throws {InvalidParameterError} it does not fit; the message names the place, as in `task_ids/3`
 */
export function checked<Schema extends TSchema>(schema: Schema, value: unknown): Static<Schema> {
  checkExtent(schema, value)
  if (Check(schema, value)) return value
  const [error] = Errors(schema, value)
  throw new InvalidParameterError(error?.instancePath.slice(1) || 'body', error?.message ?? 'does not fit')
}

/** Looks at sizes first, since the full check of a value takes time that grows with it. */
function checkExtent(schema: TSchema, value: unknown): void {
  const { properties = {} } = schema as { properties?: Record<string, { maxItems?: number }> }
  if (typeof value !== 'object' || value === null) throw new InvalidParameterError('body', 'must be an object')
  for (const [name, member] of Object.entries(value)) {
    if (!Object.hasOwn(properties, name)) {
      throw new InvalidParameterError(name.slice(0, 64).toWellFormed(), 'is not a known member of the body')
    }
    const { maxItems = Number.POSITIVE_INFINITY } = properties[name] ?? {}
    if (Array.isArray(member) && member.length > maxItems) {
      throw new InvalidParameterError(name, `must not have more than ${maxItems} items, got ${member.length}`)
    }
  }
}
