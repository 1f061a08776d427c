import { ConnectionError } from './errors.js'

/** Part of a file by position, both ends included. */
export interface FileRange {
  readonly from: number
  /** @default the last byte */
  readonly to?: number
}

/** A file on its way. What the endpoint did not tell is undefined: the public API documents none of it. */
export interface Download {
  /** Fails with a ConnectionError when the connection is lost; the rest can then be asked for by range. */
  readonly body: ReadableStream<Uint8Array>
  /** Position in the file of the first byte of `body`: 0 when the endpoint does not know ranges. */
  readonly from: number
  /** Size of the whole file. */
  readonly byteCount: number | undefined
  /** Of the whole file, lower-case hex. */
  readonly sha256: string | undefined
  readonly fileName: string | undefined
}

/** The header that asks for a range. */
export function rangeHeader({ from, to }: FileRange): string {
  return `bytes=${from}-${to ?? ''}`
}

/** Reads the headers of a download; the body is left to the caller. */
export function readDownload(response: Response, endpoint: string, signal: AbortSignal | undefined): Download {
  const { headers } = response
  const range = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers.get('content-range') ?? '')
  const isPart = response.status === 206
  // A coded body, which a browser may have asked for, is decoded on the way: what is told of it holds no longer.
  const isCoded = !['', 'identity'].includes(headers.get('content-encoding') ?? '')
  const byteCount = isPart ? range?.[2] : headers.get('content-length')
  // Content-Digest is of the bytes in this answer; of the whole file only when the whole file is sent (RFC 9530).
  const digest = headers.get('repr-digest') ?? (isPart ? null : headers.get('content-digest'))
  return {
    body: withConnectionErrors(response.body ?? new Blob([]).stream(), endpoint, signal),
    from: isPart ? Number(range?.[1] ?? 0) : 0,
    byteCount: !isCoded && /^\d+$/.test(byteCount ?? '') ? Number(byteCount) : undefined,
    sha256: isCoded ? undefined : sha256Of(digest),
    fileName: fileNameOf(headers.get('content-disposition')),
  }
}

function sha256Of(digest: string | null): string | undefined {
  const base64 = /(?:^|,)\s*sha-256=:([A-Za-z0-9+/=]+):/i.exec(digest ?? '')?.[1]
  if (base64 === undefined) return undefined
  return [...atob(base64)].map((byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')).join('')
}

function fileNameOf(disposition: string | null): string | undefined {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1]
  if (encoded !== undefined) {
    try {
      return decodeURIComponent(encoded.trim())
    } catch {
      // Not UTF-8 after all; the plain name follows.
    }
  }
  return /filename="([^"]*)"/i.exec(disposition ?? '')?.[1]
}

function withConnectionErrors(
  body: ReadableStream<Uint8Array>,
  endpoint: string,
  signal: AbortSignal | undefined,
): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const next = await reader.read()
        if (next.done) controller.close()
        else controller.enqueue(next.value)
      } catch (error) {
        controller.error(signal?.aborted ? signal.reason : new ConnectionError(endpoint, error))
      }
    },
    cancel: (reason) => reader.cancel(reason),
  })
}
