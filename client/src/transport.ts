import { OPERATIONS, type Operation, type OperationId } from '@deskledger/contract'
import type { UnsignedRequest } from '@deskledger/signing'
import { answerError } from './answer-error.js'
import { AuthenticationError, ConnectionError, DeskledgerError } from './errors.js'
import { NONCE_HEADER } from './nonce.js'
import type { Proof, ProofScope, Prover } from './proof.js'
import { type QueryValue, requestUrl } from './request-url.js'
import { type Repeatable, type RetryOptions, retryDelayMs } from './retry.js'
import { wait } from './wait.js'

/** What sends requests. The global `fetch` fits. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** How requests are sent. Holds secrets: never log it. */
export interface TransportOptions {
  /** Without a slash at its end. */
  readonly endpoint: string
  /** Where IAM calls go; likewise. */
  readonly iamEndpoint: string
  readonly prove: Prover['prove']
  /** The project of the path where a call names none. */
  readonly projectId: (signal: AbortSignal | undefined) => Promise<string>
  readonly fetch: Fetch
  readonly clock: () => Date
  /** Of each call whose effect is `once`. */
  readonly newNonce: () => string
  readonly retry: RetryOptions
}

/** One request of an operation. */
export interface Call {
  readonly path?: Readonly<Record<string, string | undefined>>
  readonly query?: Readonly<Record<string, QueryValue>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array<ArrayBuffer>
  readonly signal?: AbortSignal | undefined
}

type Read<Answer> = (response: Response) => Promise<Answer>

/** What does its work each time it gets through is repeated only when it certainly did not. */
function repeatable(id: OperationId): Repeatable {
  return OPERATIONS[id].effect === 'once' ? 'refused' : 'always'
}

/** Proves and sends requests of operations, repeats what may be repeated, and throws what is not a success. */
export class Transport {
  readonly #options: TransportOptions

  constructor(options: TransportOptions) {
    this.#options = options
  }

  /** The address that answers an operation: services and IAM may be at different hosts. */
  endpointOf(id: OperationId): string {
    return OPERATIONS[id].errorShape === 'service' ? this.#options.endpoint : this.#options.iamEndpoint
  }

  /** Sends the call and hands its successful answer to `read`; a connection lost while reading counts as lost. */
  async send<Answer>(id: OperationId, call: Call, read: Read<Answer>): Promise<Answer> {
    const { retry } = this.#options
    const { signal } = call
    const operation: Operation = OPERATIONS[id]
    const projectId = await this.#projectOf(operation, call)
    // Made before the first try: however often it is sent, the call keeps its nonce.
    const request = this.#request(id, { ...call, path: { ...call.path, ...(projectId && { project_id: projectId }) } })
    for (let attempt = 1, isRenewed = false; ; attempt++) {
      // Each try is proved anew: a signature is valid for minutes only, and a token may have ended.
      const proof = await this.#prove(operation, request, { projectId, signal })
      try {
        return await this.#attempt(this.endpointOf(id), { ...request, headers: proof.headers }, signal, read)
      } catch (error) {
        const canRenew = error instanceof AuthenticationError && proof.discard()
        if (canRenew && !isRenewed && repeatable(id) === 'always') {
          isRenewed = true
          continue
        }
        const delayMs = retryDelayMs(error, attempt, repeatable(id), retry)
        if (delayMs === undefined) throw error
        await (retry.wait ?? wait)(delayMs, signal)
      }
    }
  }

  /** Undefined for what belongs to no project. */
  async #projectOf({ access }: Operation, { path, signal }: Call): Promise<string | undefined> {
    if (access.scope !== 'project') return undefined
    return path?.['project_id'] ?? this.#options.projectId(signal)
  }

  #request(id: OperationId, { path = {}, query = {}, headers = {}, body }: Call): UnsignedRequest & SentBody {
    const operation = OPERATIONS[id]
    const url = requestUrl(this.endpointOf(id), operation.path, path, query)
    const nonce = operation.effect === 'once' ? { [NONCE_HEADER]: this.#options.newNonce() } : {}
    return { method: operation.method, url, headers: { ...headers, ...nonce }, ...(body === undefined ? {} : { body }) }
  }

  async #prove({ access }: Operation, request: UnsignedRequest, scope: ProofScope): Promise<Proof> {
    if (access.scope === 'public') return { headers: request.headers ?? {}, discard: () => false }
    return this.#options.prove(request, scope)
  }

  async #attempt<Answer>(
    endpoint: string,
    { url, ...request }: UnsignedRequest & SentBody,
    signal: AbortSignal | undefined,
    read: Read<Answer>,
  ): Promise<Answer> {
    const { clock, fetch } = this.#options
    const { method, headers = {}, body } = request
    const init: RequestInit = {
      method,
      headers: { ...headers },
      // A proof is for one host, so a redirect is answered as the failure it is.
      redirect: 'manual',
      ...(body === undefined ? {} : { body }),
      ...(signal === undefined ? {} : { signal }),
    }
    try {
      const response = await fetch(String(url), init)
      if (!response.ok) throw await answerError(response, clock())
      return await read(response)
    } catch (error) {
      signal?.throwIfAborted()
      throw error instanceof DeskledgerError ? error : new ConnectionError(endpoint, error)
    }
  }
}

/** `fetch` takes no bytes that other threads may share. */
interface SentBody {
  readonly body?: string | Uint8Array<ArrayBuffer>
}
