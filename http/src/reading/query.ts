import { OPERATIONS, type OperationId, type QueryOf } from '@deskledger/contract'
import type { TObject } from 'typebox'
import type { RequestTarget } from './target.js'
import { readValue } from './value.js'

/** Lists the parameters that the operation does not know, so that a misspelled one is not ignored in silence. */
const IGNORED_HEADER = 'x-deskledger-ignored'

/**
 * The query parameters of an operation, with the contract's defaults; times stay text. Parameters it does not know are
 * ignored and told in the answer's header `X-Deskledger-Ignored`.
 *
 * @throws {InvalidParameterError} a parameter does not fit its schema
 */
export function readQuery<Id extends OperationId>(
  id: Id,
  { target }: { readonly target: RequestTarget },
  reply: { header(name: string, value: string): unknown },
): QueryOf<Id> {
  const { properties }: TObject = OPERATIONS[id].query
  const sent = new Map(target.query)
  const ignored = [...sent.keys()].filter((key) => !Object.hasOwn(properties, key) && /^[\w.-]+$/.test(key))
  if (ignored.length > 0) reply.header(IGNORED_HEADER, ignored.join(','))
  const values: Record<string, unknown> = {}
  for (const [name, schema] of Object.entries(properties)) {
    const text = sent.get(name)
    const value = text === undefined ? undefined : readValue(name, text, schema)
    const settled = value ?? (schema as { default?: unknown }).default
    if (settled !== undefined) values[name] = settled
  }
  // Each property was just read by the schema that this type is made of.
  return values as QueryOf<Id>
}
