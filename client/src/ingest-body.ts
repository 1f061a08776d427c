/** NDJSON as a caller may have it: at once, or in pieces that need not end at a line's end. */
export type NdjsonSource = string | Uint8Array | AsyncIterable<string | Uint8Array>

/**
 * Collects the body of an ingest request, compressed on the way when wanted. It is held in memory because the
 * signature covers it and a repeated request sends it again.
 */
export function collectBody(source: NdjsonSource, gzip: boolean): Promise<Uint8Array<ArrayBuffer>> {
  return gzip ? compressed(source) : joined(pieces(source))
}

async function* pieces(source: NdjsonSource): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  const all = typeof source === 'string' || source instanceof Uint8Array ? [source] : source
  for await (const piece of all) yield typeof piece === 'string' ? encoder.encode(piece) : piece
}

async function joined(source: AsyncIterable<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const kept: Uint8Array[] = []
  let byteCount = 0
  for await (const piece of source) {
    kept.push(piece)
    byteCount += piece.byteLength
  }
  const body = new Uint8Array(byteCount)
  let offset = 0
  for (const piece of kept) {
    body.set(piece, offset)
    offset += piece.byteLength
  }
  return body
}

async function compressed(source: NdjsonSource): Promise<Uint8Array<ArrayBuffer>> {
  const gzip = new CompressionStream('gzip')
  const [body] = await Promise.all([joined(readAll(gzip.readable)), writeAll(gzip.writable, pieces(source))])
  return body
}

async function writeAll(target: WritableStream, source: AsyncIterable<Uint8Array>): Promise<void> {
  const writer = target.getWriter()
  try {
    for await (const piece of source) await writer.write(piece)
    await writer.close()
  } catch (error) {
    await writer.abort(error)
    throw error
  }
}

/** By reader: not every browser can iterate a stream. */
async function* readAll(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader()
  for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value
}
