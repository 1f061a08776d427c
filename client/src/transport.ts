import { OPERATIONS, type OperationId } from '@deskledger/contract'
import { type SigningCredentials, signRequest } from '@deskledger/signing'
import { answerError, unreadableAnswer } from './answer-error.js'
import { ConnectionError, DeskledgerError } from './errors.js'
import { type QueryValue, requestUrl } from './request-url.js'
import { type Repeatable, type RetryOptions, retryDelayMs } from './retry.js'
import { wait } from './wait.js'

/** What sends requests. The global `fetch` fits. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** How requests are sent. Holds secrets: never log it. */
export interface TransportOptions {
  /** Without a slash at its end. */
  readonly endpoint: string
  readonly credentials: SigningCredentials & { readonly projectId: string }
  readonly fetch: Fetch
  readonly clock: () => Date
  readonly retry: RetryOptions
}

/** One request of an operation. */
export interface Call {
  readonly taskId?: string
  readonly query?: Readonly<Record<string, QueryValue>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array<ArrayBuffer>
  readonly signal?: AbortSignal | undefined
}

/** What does its work each time it gets through is repeated only when it certainly did not. */
function repeatable(id: OperationId): Repeatable {
  return OPERATIONS[id].effect === 'once' ? 'refused' : 'always'
}

/** Signs and sends requests of operations, repeats what may be repeated, and throws what is not a success. */
export class Transport {
  readonly #options: TransportOptions

  constructor(options: TransportOptions) {
    this.#options = options
  }

  /** Sends the call and hands its successful answer to `read`; a connection lost while reading counts as lost. */
  async send<Answer>(id: OperationId, call: Call, read: (response: Response) => Promise<Answer>): Promise<Answer> {
    const { retry } = this.#options
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#attempt(id, call, read)
      } catch (error) {
        const delayMs = retryDelayMs(error, attempt, repeatable(id), retry)
        if (delayMs === undefined) throw error
        await (retry.wait ?? wait)(delayMs, call.signal)
      }
    }
  }

  async #attempt<Answer>(id: OperationId, call: Call, read: (response: Response) => Promise<Answer>): Promise<Answer> {
    const { endpoint, credentials, clock, fetch } = this.#options
    const { method, path } = OPERATIONS[id]
    const { taskId = '', headers = {}, body, signal } = call
    const url = requestUrl(endpoint, path, { project_id: credentials.projectId, task_id: taskId }, call.query ?? {})
    // Each try is signed anew: a signature is valid for minutes only.
    const signed = signRequest({ method, url, headers, body }, credentials, clock())
    const init: RequestInit = {
      method,
      headers: signed,
      // A signature is for one host, so a redirect is answered as the failure it is.
      redirect: 'manual',
      ...(body === undefined ? {} : { body }),
      ...(signal === undefined ? {} : { signal }),
    }
    try {
      const response = await fetch(url, init)
      if (!response.ok) throw await answerError(response, clock())
      return await read(response)
    } catch (error) {
      signal?.throwIfAborted()
      throw error instanceof DeskledgerError ? error : new ConnectionError(endpoint, error)
    }
  }
}

/** Reads a JSON answer. */
export async function readJson<Answer>(response: Response): Promise<Answer> {
  const text = await response.text()
  try {
    return JSON.parse(text) as Answer
  } catch {
    throw unreadableAnswer(response)
  }
}

/** Reads an answer without content to its end, so that its connection can be used again. */
export async function readNothing(response: Response): Promise<void> {
  await response.arrayBuffer()
}
