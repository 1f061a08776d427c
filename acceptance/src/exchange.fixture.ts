import { Agent, type IncomingHttpHeaders, request } from 'node:http'

/** A request as it goes over the wire. */
export interface Sent {
  readonly method: string
  /** Path and query as they are to be sent: nothing is normalised. */
  readonly target: string
  readonly headers?: Readonly<Record<string, string | string[]>>
  readonly body?: string | Uint8Array | undefined
}

/** An answer as far as it came. */
export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
  /** False when it broke off within its body. */
  readonly isWhole: boolean
}

const KEPT = new Agent({ keepAlive: true })

/**
 * Sends a request and reads its answer. Rejects when there is none.
 *
 * @param agent false for a connection of its own. @default connections are kept and used again
 */
export function exchange(
  endpoint: string,
  { method, target, headers = {}, body }: Sent,
  agent: Agent | false = KEPT,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(endpoint)
    // Node leaves it out for methods that usually have no body.
    const length =
      body === undefined || 'Transfer-Encoding' in headers ? {} : { 'Content-Length': Buffer.byteLength(body) }
    const options = { agent, hostname, port, method, path: target, headers: { ...headers, ...length } }
    const sent = request(options, (answer) => {
      const { statusCode: status = 0, headers } = answer
      const pieces: Buffer[] = []
      answer.on('data', (piece: Buffer) => pieces.push(piece))
      answer.on('error', () => {})
      answer.on('close', () => {
        resolve({ status, headers, body: Buffer.concat(pieces), isWhole: answer.complete })
      })
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
