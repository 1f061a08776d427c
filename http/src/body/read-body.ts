import type { IncomingMessage } from 'node:http'
import { OPERATIONS, type Operation, type OperationId } from '@deskledger/contract'
import { LineSpool } from '../ingest-body/line-spool.js'
import { bodyLimit } from './body-limit.js'
import type { BodyPace } from './body-pace.js'
import { contentEncodingOf, mediaTypeOf } from './content-type.js'
import { gunzip } from './gunzip.js'
import { RawBody } from './raw-body.js'

/** Content of a body: bytes in memory, or lines in a file that whoever gets them has to remove. */
type BodyContent =
  | { readonly kind: 'bytes'; readonly bytes: Buffer }
  | { readonly kind: 'lines'; readonly lines: LineSpool }

/** A body that came whole. */
export interface ReceivedBody {
  /** Of the bytes as sent, before any decompression; lower-case hex. */
  readonly sha256: string
  /** As sent. */
  readonly byteCount: number
  readonly content: BodyContent
}

const NDJSON = 'application/x-ndjson'

/** How bodies are read. */
export interface BodyReading {
  /** Directory for the lines of deliveries. */
  readonly spoolDirectory: string
  readonly bodyPace: BodyPace
}

/**
 * Reads the body of a request to an operation: the only place where one is read. Nothing has an effect yet, since the
 * signature can be checked only when all of it is here. A GET may have a body too; it counts for the signature only.
 *
 * @throws {ApiFailure} `tooLarge`, `unsupportedMediaType`, `invalidParameter` for broken gzip, or `timeout`: it came too
 * slowly
 * @throws {StorageFullError} there is no room for the lines
 */
export async function readBody(
  message: IncomingMessage,
  id: OperationId,
  { spoolDirectory, bodyPace }: BodyReading,
): Promise<ReceivedBody> {
  const { headers } = message
  const { body }: Operation = OPERATIONS[id]
  const accepted = Object.keys(body ?? {})
  const takesLines = accepted.includes(NDJSON)
  const encoding = contentEncodingOf(headers, takesLines ? ['identity', 'gzip'] : ['identity'])
  // An empty body needs no type; what it lacks is told later.
  const isTyped = headers['content-type'] !== undefined || !hasNoBody(message)
  const isLines = accepted.length > 0 && isTyped && mediaTypeOf(headers, accepted) === NDJSON
  const json = bodyLimit(takesLines ? 'ingestJsonBytes' : 'jsonBodyBytes')
  const raw = new RawBody(message, isLines ? bodyLimit('ingestBodyBytes') : json, bodyPace)
  const limit = isLines ? bodyLimit('ingestDecodedBytes') : json
  const pieces = encoding === 'gzip' ? gunzip(raw, limit) : raw.pieces()
  if (accepted.length === 0) return hashed(raw, pieces)
  return isLines ? spooled(raw, pieces, spoolDirectory) : buffered(raw, pieces)
}

/** Whoever sent the body is not known yet, so nothing is kept that nobody will look at. */
async function hashed(raw: RawBody, pieces: AsyncIterable<Buffer>): Promise<ReceivedBody> {
  for await (const _piece of pieces);
  return received(raw, { kind: 'bytes', bytes: Buffer.alloc(0) })
}

async function buffered(raw: RawBody, pieces: AsyncIterable<Buffer>): Promise<ReceivedBody> {
  const held: Buffer[] = []
  for await (const piece of pieces) held.push(piece)
  return received(raw, { kind: 'bytes', bytes: Buffer.concat(held) })
}

async function spooled(raw: RawBody, pieces: AsyncIterable<Buffer>, directory: string): Promise<ReceivedBody> {
  const lines = await LineSpool.create(directory)
  try {
    for await (const piece of pieces) await lines.write(piece)
    await lines.end()
    return received(raw, { kind: 'lines', lines })
  } catch (error) {
    await lines.remove()
    throw error
  }
}

function received(raw: RawBody, content: BodyContent): ReceivedBody {
  return { sha256: raw.sha256(), byteCount: raw.byteCount, content }
}

/** Whether the headers say that no body follows. */
export function hasNoBody({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  return headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0
}
