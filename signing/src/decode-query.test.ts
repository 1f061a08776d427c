import { describe, expect, it } from 'vitest'
import { decodeQuery, MalformedQueryError } from './decode-query.js'

describe('decodeQuery', () => {
  it.each([
    ['', []],
    ['&&', []],
    [
      'b=2&a=1&b=1',
      [
        ['b', '2'],
        ['a', '1'],
        ['b', '1'],
      ],
    ], // wire order
    ['a', [['a', '']]],
    ['=', [['', '']]],
    ['a=b=c', [['a', 'b=c']]],
    ['a=1+2%2B3', [['a', '1+2+3']]],
    ['%E5%BC%A0=%20', [['张', ' ']]],
    ['__proto__=1', [['__proto__', '1']]],
  ])('reads %j as %j', (rawQuery, pairs) => {
    expect(decodeQuery(rawQuery)).toEqual(pairs)
  })

  it.each([
    ['a=1&user_name=%zz', 'user_name', 'bad-escape'],
    ['user_name=%C3%28', 'user_name', 'bad-escape'],
    ['user_name=%00', 'user_name', 'nul'],
    ['%00=1', '%00', 'nul'],
    ['user_name=a b', 'user_name', 'unescaped-character'],
  ])('refuses %j, naming %s', (rawQuery, parameter, fault) => {
    expect(() => decodeQuery(rawQuery)).toThrow(MalformedQueryError)
    expect(() => decodeQuery(rawQuery)).toThrow(
      expect.objectContaining({ name: 'MalformedQueryError', parameter, fault }),
    )
  })

  it('keeps the value out of its message', () => {
    expect(() => decodeQuery('user_name=zoe%zz')).toThrow(/^(?!.*zoe)/)
  })
})
