import { LIMITS } from '@deskledger/contract'
import { InvalidParameterError } from '@deskledger/domain'
import { describe, expect, it } from 'vitest'
import { ApiFailure } from '../answer/api-failure.js'
import { readTarget } from './target.js'

describe('readTarget', () => {
  it('splits at the first question mark and decodes only escapes', () => {
    expect(readTarget('/v2/a%20b/x?q=1+1&r=%3F?&s')).toEqual({
      rawPath: '/v2/a%20b/x',
      rawQuery: 'q=1+1&r=%3F?&s',
      segments: ['v2', 'a b', 'x'],
      query: [
        ['q', '1+1'],
        ['r', '??'],
        ['s', ''],
      ],
    })
  })

  it('takes a path without a query', () => {
    expect(readTarget('/')).toEqual({ rawPath: '/', rawQuery: '', segments: [''], query: [] })
  })

  it.each([
    ['/a%2Fb', 'path holds an escaped slash (%2F)'],
    ['/a%2fb', 'path holds an escaped slash (%2F)'],
    ['/a%00b', 'path holds an escaped NUL (%00)'],
    ['/a%zz', 'path holds a % without two hex digits after it, or escapes that are not UTF-8'],
    ['/a%ff', 'path holds a % without two hex digits after it, or escapes that are not UTF-8'],
    ['/a\u00e9', 'path holds a character that has to be percent-encoded'],
    ['/?user_name=%zz', 'user_name holds a % without two hex digits after it, or escapes that are not UTF-8'],
    ['/?user_name=%C3%28', 'user_name holds a % without two hex digits after it, or escapes that are not UTF-8'],
    ['/?user_name=a%00', 'user_name holds an escaped NUL (%00)'],
    ['/?limit=1&limit=1', 'limit was sent more than once'],
    ['/?limit=1&l%69mit=2', 'limit was sent more than once'],
    ['/?strange=1&strange=2', 'strange was sent more than once'],
    ['/?limit[]=1', 'limit[] has brackets; parameters are plain names'],
    ['/?a%5Bb%5D=1', 'a[b] has brackets; parameters are plain names'],
    ['/?=1', 'query holds a parameter without a name'],
  ])('refuses %s: %s', (target, message) => {
    const space = message.indexOf(' ')
    const failure = new InvalidParameterError(message.slice(0, space), message.slice(space + 1))
    expect(() => readTarget(target)).toThrow(failure)
  })

  it.each([
    ['a%20b', 'a b'],
    ['%20a', ' a'],
    ['a%0D%0Ab', 'a\r\nb'],
    ['a%0A', 'a\n'],
    ['a%2Cb', 'a,b'],
    ['%C3%A9', 'é'],
    ['$filter', '$filter'],
  ])('refuses the name %s: no parameter is called so', (name, decoded) => {
    const problem = 'is no name of a parameter; names have only letters, digits, _, - and .'
    expect(() => readTarget(`/?${name}=1`)).toThrow(new InvalidParameterError(decoded, problem))
  })

  it.each(['', 'ftp://host/', '*', 'a/', '/a#b'])('refuses %j, which is no path', (target) => {
    expect(() => readTarget(target)).toThrow(
      new ApiFailure('malformedRequest', 'The request target has to be a path, and may have a query.'),
    )
  })

  it('repeats no more than 64 characters of a name, and no half of one', () => {
    const refusal = (key: string) =>
      expect.objectContaining({ message: `${key} has brackets; parameters are plain names` })
    expect(() => readTarget(`/?${'a'.repeat(70)}[]`)).toThrow(refusal('a'.repeat(64)))
    expect(() => readTarget(`/?${'a'.repeat(63)}%F0%9F%98%80[]`)).toThrow(refusal(`${'a'.repeat(63)}\ufffd`))
  })

  it('takes a target of the longest length and refuses one byte more', () => {
    const longest = `/?q=${'a'.repeat(LIMITS.uriBytes - 4)}`
    expect(readTarget(longest).query[0]?.[1]).toHaveLength(LIMITS.uriBytes - 4)
    expect(() => readTarget(`${longest}a`)).toThrow(
      new ApiFailure('uriTooLong', `The request target is longer than ${LIMITS.uriBytes} bytes.`, {
        sizeLimit: 'uriBytes',
      }),
    )
  })
})
