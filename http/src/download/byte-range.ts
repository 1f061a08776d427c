import type { ByteRange } from '@deskledger/domain'

/** What a Range header asks of a file: all of it, a part, or something outside of it. */
export type RangeRequest = { readonly kind: 'whole' } | { readonly kind: 'unsatisfiable' } | PartRequest

interface PartRequest {
  readonly kind: 'part'
  readonly range: ByteRange
}

/** Digits beyond these name bytes that no file has; more would not be exact as a number. */
const RANGE = /^bytes=\s*(\d{0,15})-(\d{0,15})\s*$/i

/**
 * Reads a Range header (RFC 9110, 14.2). Several ranges, another unit, or a header that cannot be read ask for the whole
 * file, and so does an If-Range that is not the file's entity tag.
 */
export function readRange(
  header: string | undefined,
  ifRange: string | undefined,
  tag: string,
  byteCount: number,
): RangeRequest {
  const [, first = '', last = ''] = RANGE.exec(header ?? '') ?? []
  if ((first === '' && last === '') || (ifRange !== undefined && ifRange !== tag)) return { kind: 'whole' }
  if (first === '') return part(Math.max(0, byteCount - Number(last)), byteCount - 1)
  const end = last === '' ? byteCount - 1 : Number(last)
  if (last !== '' && end < Number(first)) return { kind: 'whole' }
  return part(Number(first), Math.min(end, byteCount - 1))
}

function part(from: number, to: number): RangeRequest {
  return from > to ? { kind: 'unsatisfiable' } : { kind: 'part', range: { from, to } }
}
