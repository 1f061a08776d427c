import { connect } from 'node:net'
import type { Answer } from '../exchange.fixture.js'

/** How long an answer, and the end of the connection, may take. */
const PATIENCE_MS = 10_000

/** After so much silence nothing more is sent: what waits for more bytes must not wait for ever. */
const SILENCE_MS = 30

/**
 * Sends bytes over a connection of their own, then ends its sending half: to the server that means that the client has
 * left, so that it may answer or not.
 *
 * @returns all that came back until it was closed
 */
export function bytesBack(endpoint: string, bytes: Buffer): Promise<Buffer> {
  const { hostname, port } = new URL(endpoint)
  return new Promise((resolve, reject) => {
    const received: Buffer[] = []
    const socket = connect(Number(port), hostname)
    socket.setTimeout(PATIENCE_MS, () => {
      reject(new Error(`the connection is still open; so far came ${Buffer.concat(received).toString('latin1')}`))
      socket.destroy()
    })
    const silence = setTimeout(() => socket.end(), SILENCE_MS)
    socket.on('data', (piece: Buffer) => {
      received.push(piece)
      socket.end()
    })
    // What came before a reset still counts.
    socket.on('error', () => {})
    socket.on('close', () => {
      clearTimeout(silence)
      resolve(Buffer.concat(received))
    })
    socket.write(bytes)
  })
}

/** The answers in what came back, one after the other. @throws {Error} it is not a sequence of whole answers */
export function answersIn(bytes: Buffer): Answer[] {
  const answers: Answer[] = []
  for (let rest = bytes; rest.length > 0; ) {
    const headEnd = rest.indexOf('\r\n\r\n')
    if (headEnd < 0) throw new Error(`a head without an end: ${rest.toString('latin1')}`)
    const [line = '', ...lines] = rest.subarray(0, headEnd).toString('latin1').split('\r\n')
    const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(line)?.[1])
    if (!(status >= 100)) throw new Error(`no status: ${line}`)
    const headers = Object.fromEntries(lines.map(headerOf))
    rest = rest.subarray(headEnd + 4)
    if (status < 200) continue
    const [body, after] = status === 204 ? [Buffer.alloc(0), rest] : bodyOf(headers, rest)
    answers.push({ status, headers, body, isWhole: true })
    rest = after
  }
  return answers
}

function headerOf(line: string): [string, string] {
  const [, name, value] = /^([\w-]+): (.*)$/.exec(line) ?? []
  if (name === undefined || value === undefined) throw new Error(`no header: ${line}`)
  return [name.toLowerCase(), value]
}

function bodyOf(headers: Record<string, string>, bytes: Buffer): [body: Buffer, after: Buffer] {
  if (headers['transfer-encoding'] === 'chunked') return unchunked(bytes)
  const length = Number(headers['content-length'])
  if (!(length <= bytes.length)) throw new Error(`a body of ${headers['content-length']} bytes has ${bytes.length}`)
  return [bytes.subarray(0, length), bytes.subarray(length)]
}

function unchunked(bytes: Buffer): [body: Buffer, after: Buffer] {
  const pieces: Buffer[] = []
  for (let rest = bytes; ; ) {
    const lineEnd = rest.indexOf('\r\n')
    const length = Number.parseInt(rest.subarray(0, lineEnd).toString(), 16)
    if (lineEnd < 0 || !(length >= 0)) throw new Error('a chunk without a length')
    pieces.push(rest.subarray(lineEnd + 2, lineEnd + 2 + length))
    rest = rest.subarray(lineEnd + 2 + length + 2)
    if (length === 0) return [Buffer.concat(pieces), rest]
  }
}
