import type { AnswerOf, BodyOf, OPERATIONS, OperationId, PathOf, QueryOf } from '@deskledger/contract'
import type { Download } from './download.js'
import type { QueryValue } from './request-url.js'

/** Stops a call, its retries included; it then rejects with the signal's reason. */
export interface CallOptions {
  readonly signal?: AbortSignal | undefined
}

type Contract<Id extends OperationId> = (typeof OPERATIONS)[Id]

/** A member that has to be given, may be, or must not, as its value has to. */
type Member<Name extends string, Value> = [keyof Value] extends [never]
  ? { readonly [Key in Name]?: never }
  : Partial<Value> extends Value
    ? { readonly [Key in Name]?: Value }
    : { readonly [Key in Name]: Value }

/** The JSON body, without keys when there is none. */
type BodyGiven<Id extends OperationId> = [BodyOf<Id>] extends [never] ? object : BodyOf<Id>

/** The project of the path is the client's own unless another one is given. */
type PathGiven<Id extends OperationId> = Contract<Id>['access'] extends { readonly scope: 'project' }
  ? Omit<PathOf<Id>, 'project_id'> & { readonly project_id?: string | undefined }
  : PathOf<Id>

/** What an operation takes: `path`, `query` and JSON `body`, each as far as the contract has it. */
export type RequestOf<Id extends OperationId> = Member<'path', PathGiven<Id>> &
  Member<'query', QueryOf<Id>> &
  Member<'body', BodyGiven<Id>>

/** What an operation answers: JSON as the contract has it, the bytes of a file, or nothing. */
export type ResultOf<Id extends OperationId> = Contract<Id>['answer'] extends { readonly mediaType: infer MediaType }
  ? MediaType extends 'application/json'
    ? AnswerOf<Id>
    : Download
  : undefined

/** Any operation's request, as it is handed on. */
export interface OperationRequest {
  readonly path?: Readonly<Record<string, string | undefined>>
  readonly query?: Readonly<Record<string, QueryValue>>
  readonly body?: unknown
}
