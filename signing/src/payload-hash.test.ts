import { describe, expect, it } from 'vitest'
import { EMPTY_PAYLOAD_HASH, payloadHashLines, sha256Hex, UNSIGNED_PAYLOAD } from './payload-hash.js'

const BODY_HASH = sha256Hex('{}')

describe('payload hash', () => {
  it('of no bytes is the constant', () => {
    expect(sha256Hex('')).toBe(EMPTY_PAYLOAD_HASH)
  })

  it('of text is that of its UTF-8 bytes', () => {
    expect(sha256Hex('张')).toBe(sha256Hex(Buffer.from('张')))
  })

  it.each([
    [undefined, BODY_HASH, [BODY_HASH]],
    [BODY_HASH, BODY_HASH, [BODY_HASH]],
    [UNSIGNED_PAYLOAD, BODY_HASH, [UNSIGNED_PAYLOAD]],
    [UNSIGNED_PAYLOAD, EMPTY_PAYLOAD_HASH, [UNSIGNED_PAYLOAD, EMPTY_PAYLOAD_HASH]],
  ])('with %s declared and a body of hash %s, the line is one of %j', (declared, bodySha256, lines) => {
    expect(payloadHashLines(declared, bodySha256)).toEqual(lines)
  })
})
