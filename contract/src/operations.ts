import type { Static } from 'typebox'
import type { Operation } from './operation.js'
import { ADMINISTRATION } from './operations/administration.js'
import { AUDIT_OPERATIONS } from './operations/audit.js'
import { BROWSER_SESSION } from './operations/browser-session.js'
import { EXTENSIONS } from './operations/extensions.js'
import { IDENTITY } from './operations/identity.js'
import { RETENTION_OPERATIONS } from './operations/retention.js'
import { CONNECTION_STATISTICS } from './operations/statistics.js'
import { WORKSPACE } from './operations/workspace.js'

/** All operations by their operation id. */
export const OPERATIONS = {
  ...WORKSPACE,
  ...EXTENSIONS,
  ...CONNECTION_STATISTICS,
  ...IDENTITY,
  ...BROWSER_SESSION,
  ...ADMINISTRATION,
  ...AUDIT_OPERATIONS,
  ...RETENTION_OPERATIONS,
} as const satisfies Record<string, Operation>

/** Operation ids. */
export type OperationId = keyof typeof OPERATIONS

/** Query parameters of an operation, as values. */
export type QueryOf<Id extends OperationId> = Static<(typeof OPERATIONS)[Id]['query']>

/** Parameters in the path of an operation, as values. */
export type PathOf<Id extends OperationId> = Static<(typeof OPERATIONS)[Id]['pathParameters']>

type JsonBody<O> = O extends { readonly body: { readonly 'application/json': infer Schema } } ? Schema : never

/** JSON body of an operation; `never` when it takes none. */
export type BodyOf<Id extends OperationId> = Static<JsonBody<(typeof OPERATIONS)[Id]>>

type JsonAnswer<O> = O extends { readonly answer: { readonly mediaType: 'application/json'; readonly schema: infer S } }
  ? S
  : never

/** JSON answer of an operation; `never` when it has another or none. */
export type AnswerOf<Id extends OperationId> = Static<JsonAnswer<(typeof OPERATIONS)[Id]>>
