import { Agent, type IncomingHttpHeaders, request } from 'node:http'
import { buffer } from 'node:stream/consumers'

/** A request as it goes over the wire. */
export interface Sent {
  readonly method: string
  /** Path and query as they are to be sent: nothing is normalised. */
  readonly target: string
  readonly headers?: Readonly<Record<string, string | string[]>>
  readonly body?: string | Uint8Array | undefined
}

/** An answer that was read to its end. */
export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

const agent = new Agent({ keepAlive: true })

/** Sends a request and reads its answer. Rejects when there is none, or when it breaks off. */
export function exchange(endpoint: string, { method, target, headers = {}, body }: Sent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(endpoint)
    const sent = request({ agent, hostname, port, method, path: target, headers: { ...headers } }, (answer) => {
      const { statusCode: status = 0, headers } = answer
      buffer(answer).then((body) => resolve({ status, headers, body }), reject)
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
