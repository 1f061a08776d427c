import { createHash } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { readClaim, verifyClaim } from '@deskledger/signing/verify'
import { DeskledgerClient } from './client.js'
import type { ConnectionOptions } from './client-options.js'
import type { Credentials } from './credentials.js'

/** A request as the endpoint got it. */
interface SeenRequest {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
  readonly isSignatureValid: boolean
}

/** What the endpoint does with a request. */
export type Answer = (reply: ServerResponse, request: SeenRequest) => void

const NOW = new Date('2026-03-04T05:06:07.000Z')
const SECRET_KEY = 'the secret key'

/** Answers with JSON. */
export function json(status: number, body: unknown, headers: Record<string, string> = {}): Answer {
  return (reply) => {
    reply.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body))
  }
}

/** Breaks the connection without an answer. */
export const hangUp: Answer = (reply) => {
  reply.destroy()
}

/** Something that a test waits for. */
export function occurrence(): { readonly happened: Promise<void>; readonly happens: () => void } {
  let happens = (): void => {}
  const happened = new Promise<void>((resolve) => {
    happens = resolve
  })
  return { happened, happens }
}

/** An endpoint that gives the scripted answers in turn, a client of it, and what they did. Closed by `await using`. */
export async function scriptedEndpoint(
  answers: readonly Answer[],
  options: Partial<ConnectionOptions> = {},
  credentials: Credentials = { accessKey: 'AK', secretKey: SECRET_KEY },
) {
  const requests: SeenRequest[] = []
  const delaysMs: number[] = []
  const server = createServer(async (message, reply) => {
    const body = await buffer(message)
    const { method = '', url = '', headers, rawHeaders } = message
    const [rawPath = '', rawQuery = ''] = url.split('?')
    const claim = readClaim({ method, rawPath, rawQuery, rawHeaders }, { now: NOW })
    const bodySha256 = createHash('sha256').update(body).digest('hex')
    const isSignatureValid = claim.ok && verifyClaim(claim.value, { bodySha256, secretKey: SECRET_KEY }).ok
    const request = { method, path: rawPath, query: new URLSearchParams(rawQuery), headers, body, isSignatureValid }
    const answer = answers[requests.push(request) - 1] ?? json(500, { error_code: 'x', error_msg: 'no answer is left' })
    answer(reply, request)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const client = new DeskledgerClient({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    projectId: 'p1',
    clock: () => NOW,
    retry: { random: () => 0, wait: async (delayMs) => void delaysMs.push(delayMs) },
    ...options,
    ...credentials,
  })
  return {
    client,
    requests,
    delaysMs,
    async [Symbol.asyncDispose](): Promise<void> {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
