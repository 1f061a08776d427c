import { describe, expect, it } from 'vitest'
import { percentDecode, percentEncode } from './percent-encoding.js'

describe('percentEncode', () => {
  it.each([
    ['AZaz09-_.~', 'AZaz09-_.~'],
    [' +*', '%20%2B%2A'],
    ["!'()", '%21%27%28%29'],
    ['/?&=%', '%2F%3F%26%3D%25'],
    ['张😀', '%E5%BC%A0%F0%9F%98%80'],
  ])('writes %j as %s', (text, encoded) => {
    expect(percentEncode(text)).toBe(encoded)
  })
})

describe('percentDecode', () => {
  it.each([
    ['a+b', 'a+b'],
    ['%2b%2B', '++'],
    ['%E5%BC%A0', '张'],
    ['%EF%BB%BFa', '\uFEFFa'],
    ['%2525', '%25'],
  ])('reads %s as %j', (encoded, text) => {
    expect(percentDecode(encoded)).toBe(text)
  })

  it.each([
    ['%', 'bad-escape'],
    ['%2', 'bad-escape'],
    ['%zz', 'bad-escape'],
    ['%FF', 'bad-escape'],
    ['%C0%AF', 'bad-escape'], // an over-long slash
    ['%ED%A0%80', 'bad-escape'], // a lone surrogate
    ['%E5%BC', 'bad-escape'],
    ['a%00', 'nul'],
    ['a b', 'unescaped-character'],
    ['张', 'unescaped-character'],
    ['\n', 'unescaped-character'],
  ])('refuses %j: %s', (encoded, fault) => {
    const failure = { name: 'MalformedEncodingError', code: 'malformed-encoding', fault }
    expect(() => percentDecode(encoded)).toThrow(expect.objectContaining(failure))
  })

  it.each([
    ['a b', 'The text holds a character that has to be percent-encoded.'],
    ['a%zz', 'The text holds a % without two hex digits after it, or escapes that are not UTF-8.'],
    ['a%00', 'The text holds an escaped NUL.'],
  ])('says of %j what is wrong, without repeating it', (encoded, message) => {
    expect(() => percentDecode(encoded)).toThrow(message)
  })
})
