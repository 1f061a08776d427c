import { EventEmitter } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable, Writable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { Io } from './io.js'
import { run } from './run.js'
import type { LoadServer } from './server-library.js'

class Collected extends Writable {
  text = ''
  override _write(piece: Buffer, _encoding: string, done: () => void): void {
    this.text += piece.toString()
    done()
  }
}

/** A process to run commands in: what was printed, and what it was given. */
export function testIo(environment: NodeJS.ProcessEnv = {}, stdin = '') {
  const stdout = new Collected()
  const stderr = new Collected()
  const exits: number[] = []
  const io: Io = {
    stdin: Readable.from([Buffer.from(stdin)]),
    stdout,
    stderr,
    environment,
    signals: new EventEmitter(),
    exit: (code) => void exits.push(code),
    clock: () => new Date('2026-03-04T05:06:07.000Z'),
  }
  return { io, exits, stdout: () => stdout.text, stderr: () => stderr.text }
}

const noServer: LoadServer = () => Promise.reject(new Error('this test has no server'))

/** Runs a command line and tells its exit code and output. */
export async function runCommand(
  words: readonly string[],
  {
    environment = {},
    stdin = '',
    loadServer = noServer,
  }: { environment?: NodeJS.ProcessEnv; stdin?: string; loadServer?: LoadServer } = {},
) {
  const { io, stdout, stderr } = testIo(environment, stdin)
  const code = await run(words, io, loadServer)
  return { code, stdout: stdout(), stderr: stderr() }
}

/** A request as the test endpoint got it. */
export interface SeenRequest {
  readonly message: IncomingMessage
  readonly url: URL
  readonly body: Buffer
}

/** An endpoint that answers by a function, and the environment that leads commands there. Closed by `await using`. */
export async function testEndpoint(answer: (request: SeenRequest, reply: ServerResponse) => void) {
  const requests: SeenRequest[] = []
  const server = createServer(async (message, reply) => {
    const request = { message, url: new URL(message.url ?? '', 'http://endpoint'), body: await buffer(message) }
    requests.push(request)
    answer(request, reply)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const environment = {
    DESKLEDGER_ENDPOINT: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    DESKLEDGER_ACCESS_KEY: 'AK',
    DESKLEDGER_SECRET_KEY: 'SK',
    DESKLEDGER_PROJECT_ID: 'p1',
  }
  return {
    requests,
    environment,
    async [Symbol.asyncDispose](): Promise<void> {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Answers with JSON. */
export function sendJson(reply: ServerResponse, status: number, body: unknown): void {
  reply.writeHead(status, { 'Content-Type': 'application/json', 'X-Request-Id': 'r1' }).end(JSON.stringify(body))
}
