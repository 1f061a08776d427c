import type { IncomingHttpHeaders } from 'node:http'
import { ApiFailure } from '../answer/api-failure.js'

/** How a body is written. */
export type ContentEncoding = 'identity' | 'gzip'

/**
 * The media type of a body, one of those accepted.
 *
 * @throws {ApiFailure} `unsupportedMediaType` for another one, or for a charset other than UTF-8
 */
export function mediaTypeOf(headers: IncomingHttpHeaders, accepted: readonly string[]): string {
  const [essence = '', ...parameters] = (headers['content-type'] ?? '').toLowerCase().split(';')
  const mediaType = essence.trim()
  const isUtf8 = parameters.every((parameter) => /^\s*(?:charset\s*=\s*"?utf-?8"?)?\s*$/.test(parameter))
  if (accepted.includes(mediaType) && isUtf8) return mediaType
  throw new ApiFailure('unsupportedMediaType', `Content-Type has to be ${accepted.join(' or ')}, in UTF-8.`)
}

/**
 * The content encoding of a body.
 *
 * @throws {ApiFailure} `unsupportedMediaType`
 */
export function contentEncodingOf(headers: IncomingHttpHeaders, accepted: readonly ContentEncoding[]): ContentEncoding {
  const sent = (headers['content-encoding'] ?? 'identity').trim().toLowerCase()
  const encoding = accepted.find((candidate) => candidate === sent)
  if (encoding !== undefined) return encoding
  throw new ApiFailure('unsupportedMediaType', `Content-Encoding has to be ${accepted.join(' or ')}.`)
}
