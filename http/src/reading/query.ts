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

/** A query in which some parameters are always there. */
export type SettledQuery<Id extends OperationId, Name extends keyof QueryOf<Id>> = QueryOf<Id> &
  Required<Pick<QueryOf<Id>, Name>>

/**
 * As {@link readQuery}, for those who count on defaults, so that none is written again.
 * @param settled parameters that have a default in the contract
 * @throws {TypeError} one of them has none
 */
export function readSettledQuery<Id extends OperationId, Name extends keyof QueryOf<Id> & string>(
  id: Id,
  request: Targeted,
  settled: readonly Name[],
): SettledQuery<Id, Name> {
  const query = readQuery(id, request)
  for (const name of settled) {
    if (query[name] === undefined) throw new TypeError(`${name} of ${id} has no default in the contract`)
  }
  return query as SettledQuery<Id, Name>
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
