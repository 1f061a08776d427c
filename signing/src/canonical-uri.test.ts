import { describe, expect, it } from 'vitest'
import { canonicalUri, doublyEncodedUri } from './canonical-uri.js'

describe('canonical URI', () => {
  it.each([
    ['/', '/', '/'],
    ['/v2/a', '/v2/a/', '/v2/a/'],
    ['/v2/a/', '/v2/a/', '/v2/a/'],
    ['/v2//a//', '/v2//a//', '/v2//a//'],
    ['/a%20b', '/a%20b/', '/a%2520b/'],
    ['/a%2Fb', '/a/b/', '/a%252Fb/'],
    ['/a%2db', '/a-b/', '/a%252db/'],
    ['/a:b', '/a%3Ab/', '/a%3Ab/'],
  ])('of %s is %s, and %s as the Node client encodes', (rawPath, published, doublyEncoded) => {
    expect(canonicalUri(rawPath)).toBe(published)
    expect(doublyEncodedUri(rawPath)).toBe(doublyEncoded)
  })
})
