import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { LIMITS } from '@deskledger/contract'
import { ApiFailure } from '../answer/api-failure.js'
import type { BodyLimit } from './body-limit.js'
import type { RawBody } from './raw-body.js'

/** Pieces that come out; the fewer, the less work around them. */
const PIECE_BYTES = 256 * 1024

/** Before this much has come out, the ratio says nothing. */
const RATIO_FROM_BYTES = 1_048_576

/**
 * Decompresses a gzip body while it arrives.
 *
 * @throws {ApiFailure} `tooLarge` when more than `limit` comes out, or far more than went in; `invalidParameter`
 *   when it is not gzip, or is cut off
 */
export async function* gunzip(body: RawBody, limit: BodyLimit): AsyncGenerator<Buffer, void, undefined> {
  const decoder = createGunzip({ chunkSize: PIECE_BYTES })
  // A failure of the body, too, comes out of the decoder below.
  pipeline(body.pieces(), decoder, () => {})
  let decodedBytes = 0
  try {
    for await (const piece of decoder as AsyncIterable<Buffer>) {
      decodedBytes += piece.byteLength
      checkSize(decodedBytes, body.byteCount, limit)
      yield piece
    }
  } catch (error) {
    throw isZlibError(error) ? new ApiFailure('invalidParameter', 'The body is not whole and valid gzip.') : error
  } finally {
    decoder.destroy()
  }
}

function checkSize(decodedBytes: number, sentBytes: number, { name, bytes }: BodyLimit): void {
  if (decodedBytes > bytes) {
    throw new ApiFailure('tooLarge', `The body may have ${bytes} bytes at most once it is decompressed.`, {
      sizeLimit: name,
    })
  }
  if (decodedBytes > RATIO_FROM_BYTES && decodedBytes > sentBytes * LIMITS.ingestDecodedRatio) {
    throw new ApiFailure('tooLarge', `The body decompresses to over ${LIMITS.ingestDecodedRatio} times its size.`, {
      sizeLimit: 'ingestDecodedRatio',
    })
  }
}

function isZlibError(error: unknown): boolean {
  return /^Z_/.test(String((error as { code?: unknown }).code))
}
