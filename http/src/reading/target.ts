import { LIMITS } from '@deskledger/contract'
import { InvalidParameterError } from '@deskledger/domain'
import {
  decodeQuery,
  type EncodingFault,
  MalformedEncodingError,
  MalformedQueryError,
  percentDecode,
  type QueryPair,
} from '@deskledger/signing'
import { ApiFailure } from '../answer/api-failure.js'

/** A request target, read strictly and only once: signature and application see the same. */
export interface RequestTarget {
  /** As on the wire. */
  readonly rawPath: string
  /** As on the wire, without `?`. */
  readonly rawQuery: string
  /** Between the slashes of the path, decoded; none holds a slash. */
  readonly segments: readonly string[]
  /** Decoded; no key comes twice, and each is a plain name. */
  readonly query: readonly QueryPair[]
}

/** What names of parameters are made of; those of every published operation are. */
const PLAIN_NAME = /^[\w.-]+$/

const ODD_NAME = 'is no name of a parameter; names have only letters, digits, _, - and .'

const FAULTS: Record<EncodingFault, string> = {
  'unescaped-character': 'holds a character that has to be percent-encoded',
  'bad-escape': 'holds a % without two hex digits after it, or escapes that are not UTF-8',
  nul: 'holds an escaped NUL (%00)',
}

/**
 * Reads the target of a request line.
 *
 * @throws {ApiFailure} `uriTooLong`, or `malformedRequest` when it is not a path with or without a query
 * @throws {InvalidParameterError} path or query is not properly encoded, or a key is repeated or no plain name
 */
export function readTarget(target: string): RequestTarget {
  if (target.length > LIMITS.uriBytes) throw targetTooLong()
  // Others in absolute form are paths by now.
  if (/^https?:/i.test(target)) {
    throw new ApiFailure('malformedRequest', 'The host of the request target is not that of the header Host.')
  }
  if (!target.startsWith('/') || target.includes('#')) {
    throw new ApiFailure('malformedRequest', 'The request target has to be a path, and may have a query.')
  }
  const mark = target.indexOf('?')
  const [rawPath, rawQuery] = mark < 0 ? [target, ''] : [target.slice(0, mark), target.slice(mark + 1)]
  return { rawPath, rawQuery, segments: readSegments(rawPath), query: readPairs(rawQuery) }
}

function readSegments(rawPath: string): string[] {
  return rawPath.slice(1).split('/').map(readSegment)
}

function readSegment(raw: string): string {
  try {
    const segment = percentDecode(raw)
    if (!segment.includes('/')) return segment
  } catch (error) {
    if (error instanceof MalformedEncodingError) throw new InvalidParameterError('path', FAULTS[error.fault])
    throw error
  }
  throw new InvalidParameterError('path', 'holds an escaped slash (%2F)')
}

function readPairs(rawQuery: string): QueryPair[] {
  const pairs = decoded(rawQuery)
  const seen = new Set<string>()
  for (const [key] of pairs) {
    if (/[[\]]/.test(key)) throw new InvalidParameterError(shown(key), 'has brackets; parameters are plain names')
    if (key === '') throw new InvalidParameterError('query', 'holds a parameter without a name')
    if (!PLAIN_NAME.test(key)) throw new InvalidParameterError(shown(key), ODD_NAME)
    if (seen.has(key)) throw new InvalidParameterError(shown(key), 'was sent more than once')
    seen.add(key)
  }
  return pairs
}

function decoded(rawQuery: string): QueryPair[] {
  try {
    return decodeQuery(rawQuery)
  } catch (error) {
    if (error instanceof MalformedQueryError)
      throw new InvalidParameterError(shown(error.parameter), FAULTS[error.fault])
    throw error
  }
}

/** A key as a message repeats it: not longer than any parameter's name. */
function shown(key: string): string {
  return key.slice(0, 64).toWellFormed()
}

/** The refusal of a target that is longer than one may be. */
export function targetTooLong(): ApiFailure {
  return new ApiFailure('uriTooLong', `The request target is longer than ${LIMITS.uriBytes} bytes.`, {
    sizeLimit: 'uriBytes',
  })
}
