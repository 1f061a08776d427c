import { OPERATIONS, type Operation, type OperationId, type QueryOf } from '@deskledger/contract'
import type { RequestTarget } from './target.js'
import { readValue } from './value.js'

/** Lists the parameters that the operation does not know, so that a misspelled one is not ignored in silence. */
const IGNORED_HEADER = 'x-deskledger-ignored'

interface Targeted {
  readonly target: RequestTarget
}

/**
 * The query parameters of an operation, with the contract's defaults; times stay text. Parameters it does not know are
 * left out: see {@link reportIgnored}.
 *
 * @throws {InvalidParameterError} a parameter does not fit its schema
 */
export function readQuery<Id extends OperationId>(id: Id, { target }: Targeted): QueryOf<Id> {
  const { query }: Operation = OPERATIONS[id]
  const sent = new Map(target.query)
  const values: Record<string, unknown> = {}
  for (const [name, schema] of Object.entries(query.properties)) {
    const text = sent.get(name)
    const value = text === undefined ? undefined : readValue(name, text, schema)
    const settled = value ?? (schema as { default?: unknown }).default
    if (settled !== undefined) values[name] = settled
  }
  // Each property was just read by the schema that this type is made of.
  return values as QueryOf<Id>
}

/** Names the parameters that an operation does not know in the answer's header `X-Deskledger-Ignored`. */
export function reportIgnored(
  id: OperationId,
  { target }: Targeted,
  reply: { header(name: string, value: string): unknown },
): void {
  const { query }: Operation = OPERATIONS[id]
  const ignored = target.query.map(([key]) => key).filter((key) => !Object.hasOwn(query.properties, key))
  if (ignored.length > 0) reply.header(IGNORED_HEADER, ignored.join(','))
}
