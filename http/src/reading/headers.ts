import type { IncomingMessage } from 'node:http'
import { LIMITS } from '@deskledger/contract'
import { ApiFailure } from '../answer/api-failure.js'

/** Bytes around a header on the wire: `: ` and the line end. */
const PER_HEADER_BYTES = 4

/** What is read of a request here. */
type Head = Pick<IncomingMessage, 'rawHeaders' | 'headers' | 'httpVersion'>

/**
 * Refuses headers that are too many or too large, and a Host that is missing or open to two readings (RFC 9112, 3.2).
 *
 * @throws {ApiFailure} `headersTooLarge` or `malformedRequest`
 */
export function checkHeaders({ rawHeaders, headers, httpVersion }: Head): void {
  const names = rawHeaders.filter((_text, at) => at % 2 === 0)
  if (names.length > LIMITS.headerCount) {
    throw new ApiFailure('headersTooLarge', `A request may have ${LIMITS.headerCount} headers; this one has more.`, {
      sizeLimit: 'headerCount',
    })
  }
  const bytes = rawHeaders.reduce((sum, text) => sum + text.length, names.length * PER_HEADER_BYTES)
  if (bytes > LIMITS.headerBytes) {
    throw new ApiFailure('headersTooLarge', `All headers together may take ${LIMITS.headerBytes} bytes.`, {
      sizeLimit: 'headerBytes',
    })
  }
  const hosts = names.filter((name) => name.toLowerCase() === 'host').length
  if (hosts > 1) throw new ApiFailure('malformedRequest', 'The header Host was sent more than once.')
  if (hosts === 0 && httpVersion === '1.1') throw new ApiFailure('malformedRequest', 'The header Host is missing.')
  if (headers.expect !== undefined && headers.expect.toLowerCase() !== '100-continue') {
    throw new ApiFailure('malformedRequest', 'The header Expect may say 100-continue only.')
  }
}

/**
 * Refuses requests that a browser or proxy makes on suspicion: the call that creates an export task is a GET.
 *
 * @throws {ApiFailure} `invalidParameter`
 */
export function refusePrefetch({ headers }: Pick<Head, 'headers'>): void {
  for (const name of ['purpose', 'sec-purpose', 'x-purpose', 'x-moz']) {
    if (/\bpre(?:fetch|render|view)\b/i.test(String(headers[name] ?? ''))) {
      throw new ApiFailure('invalidParameter', `${name} says that this is a prefetch; these requests are not served.`)
    }
  }
}
