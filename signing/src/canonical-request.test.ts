import { describe, expect, it } from 'vitest'
import { trimOuterSpace } from './canonical-headers.js'
import { canonicalRequest } from './canonical-request.js'

describe('canonical request', () => {
  it('has an empty line after the headers, in the order they are signed', () => {
    const parts = {
      method: 'GET',
      uri: '/a/',
      query: '',
      headers: [
        ['x-b', ' 1  2\t'],
        ['x-a', ''],
      ] as const,
      payloadHash: 'hash',
    }
    expect(canonicalRequest(parts)).toBe('GET\n/a/\n\nx-b:1  2\nx-a:\n\nx-b;x-a\nhash')
  })
})

describe('trimOuterSpace', () => {
  it.each([
    ['', ''],
    [' \t ', ''],
    [' a  b\t', 'a  b'],
    ['\u00a0a', '\u00a0a'], // HTTP knows spaces and tabs only
  ])('makes %j %j', (value, trimmed) => {
    expect(trimOuterSpace(value)).toBe(trimmed)
  })
})
