import { ApiError, DeskledgerClient } from '@deskledger/client'
import type { NamedOperation } from './operation-list.js'
import { capturing, type FilledRequest, type Received } from './sent-request.js'

/** Sends a request in the name of the session and gives back everything that came, failures included. */
export async function sendRequest(operation: NamedOperation, request: FilledRequest): Promise<Received> {
  const capture = capturing()
  const client = new DeskledgerClient({
    endpoint: window.location.origin,
    session: 'cookie',
    projectId: request.projectId,
    fetch: capture.fetch,
    // What is tried here is tried once.
    retry: { attempts: 1 },
  })
  const parts = {
    path: request.path,
    query: request.query,
    ...(request.body !== undefined && { body: JSON.parse(request.body) as unknown }),
  }
  try {
    // The form was made from the contract of this very operation.
    const answer: unknown = await client.call(operation.id, parts as never)
    if (hasBody(answer)) await answer.body.cancel()
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
  }
  const received = await capture.last()
  if (received === undefined) throw new Error('No request was sent.')
  return received
}

function hasBody(answer: unknown): answer is { readonly body: ReadableStream } {
  return typeof answer === 'object' && answer !== null && 'body' in answer && answer.body instanceof ReadableStream
}
