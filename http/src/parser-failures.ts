import { type ServerResponse, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { LIMITS } from '@deskledger/contract'
import { ApiFailure } from './answer/api-failure.js'
import { newRequestId, standardHeaders } from './answer/standard-headers.js'
import { errorBody } from './error-reply.js'
import type { Observer } from './observation/observer.js'
import { targetTooLong } from './reading/target.js'

/** How long the client has to read the answer before the connection is cut. */
const FAREWELL_MS = 2_000

/** What Node tells about bytes that it cannot read. */
interface ParserError {
  readonly code?: string | undefined
  /** A Buffer with the last bytes that came. */
  readonly rawPacket?: unknown
}

/** Node's code for a request that was not there in time. */
const LATE = 'ERR_HTTP_REQUEST_TIMEOUT'

const answered = new WeakSet<Duplex>()

/**
 * Answers what Node's parser refuses, or what did not arrive in time, in the documented form, then ends the connection.
 * An answer that is under way for an earlier request of the same connection goes first.
 *
 * @param observer is told of what was too late or too large
 */
export function answerParserFailure(
  error: ParserError,
  socket: Duplex,
  observer?: Pick<Observer, 'cutOff' | 'oversized'>,
): void {
  if (error.code === LATE) observer?.cutOff('late-request')
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  if (answered.has(socket)) return
  answered.add(socket)
  const failure = failureOf(error)
  const { sizeLimit } = failure.extras
  if (sizeLimit !== undefined) observer?.oversized(sizeLimit)
  sayFarewell(socket, failure, isHead(error.rawPacket))
}

/** Answers a CONNECT, for which Node hands over the bare connection, in the documented form; then ends the connection. */
export function refuseConnect(_request: unknown, socket: Duplex): void {
  // Node has taken its own listeners away: an error nobody listens for would end the process.
  socket.on('error', () => socket.destroy())
  // What else arrives is dropped; left unread, it would reset the connection before the answer is read.
  socket.resume()
  const message = 'The method CONNECT is not allowed: this server is no proxy.'
  sayFarewell(socket, new ApiFailure('methodNotAllowed', message, { headers: { allow: 'GET, POST' } }))
}

function sayFarewell(socket: Duplex, failure: ApiFailure, isBodiless = false): void {
  afterAnswersUnderWay(socket, () => {
    const { head, body } = rawAnswer(failure)
    socket.end(isBodiless ? head : head + body)
    setTimeout(() => socket.destroy(), FAREWELL_MS).unref()
  })
}

function afterAnswersUnderWay(socket: Duplex, act: () => void): void {
  // Node has no public name for the answer that a connection is busy with; its own error handling looks here, too.
  const underWay = (socket as { _httpMessage?: ServerResponse | null })._httpMessage
  if (!underWay || underWay.writableFinished) act()
  else if (underWay.req.complete) underWay.once('finish', () => afterAnswersUnderWay(socket, act))
  else if (underWay.headersSent) socket.destroy()
  else act()
}

function failureOf(error: ParserError): ApiFailure {
  switch (error.code) {
    case LATE:
      return new ApiFailure('timeout', 'The request did not arrive in time; send it again.')
    case 'HPE_HEADER_OVERFLOW':
      return isTargetTooLong(error.rawPacket)
        ? targetTooLong()
        : new ApiFailure('headersTooLarge', `The headers are larger than ${LIMITS.headerBytes} bytes.`, {
            sizeLimit: 'headerBytes',
          })
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return new ApiFailure('tooLarge', 'The chunk extensions of the body are too large; leave them out.')
    default:
      return new ApiFailure('malformedRequest', 'The request cannot be read as HTTP/1.1.')
  }
}

/** Whether the bytes begin with a HEAD, whose client would read a body as the beginning of another answer. */
function isHead(packet: unknown): boolean {
  return Buffer.isBuffer(packet) && packet.toString('latin1', 0, 5) === 'HEAD '
}

/** Whether the bytes begin with a request line that is too long by itself. */
function isTargetTooLong(packet: unknown): boolean {
  if (!Buffer.isBuffer(packet) || !/^[A-Z]{3,10} /.test(packet.toString('latin1', 0, 11))) return false
  const lineEnd = packet.indexOf(10)
  return (lineEnd < 0 ? packet.length : lineEnd) > LIMITS.uriBytes + 'OPTIONS  HTTP/1.1'.length
}

function rawAnswer(failure: ApiFailure): { head: string; body: string } {
  const requestId = newRequestId()
  const body = JSON.stringify(errorBody(failure, requestId))
  const headers = {
    ...standardHeaders(requestId),
    ...failure.extras.headers,
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  const head = `HTTP/1.1 ${failure.status} ${STATUS_CODES[failure.status]}\r\n${lines.join('')}\r\n`
  return { head, body }
}
