import { describe, expect, it } from 'vitest'
import { canonicalQuery, otherOrderQueries } from './canonical-query.js'
import { decodeQuery } from './decode-query.js'

describe('canonical query', () => {
  it.each([
    ['', ''],
    ['b=&a', 'a=&b='],
    ['a=b&a=B&a=', 'a=&a=B&a=b'],
    ['ab=1&a=2', 'a=2&ab=1'],
    ['a%01=1&a=2', 'a=2&a%01=1'],
    ['a=2&a%01=1', 'a=2&a%01=1'],
    ['_=1&a=2&B=3&0=4&-=5', '-=5&0=4&B=3&_=1&a=2'],
    ["q='!*", 'q=%27%21%2A'],
    ['%F0%9F%98%80=1&%EF%BD%9A=2', '%EF%BD%9A=2&%F0%9F%98%80=1'],
  ])('of %j is %j', (rawQuery, canonical) => {
    expect(canonicalQuery(decodeQuery(rawQuery))).toBe(canonical)
  })

  it.each([
    ['%F0%9F%98%80=1&%EF%BD%9A=2', '%F0%9F%98%80=1&%EF%BD%9A=2', '%EF%BD%9A=2&%F0%9F%98%80=1'],
    ['a%5D=1&az=2', 'a%5D=1&az=2', 'a%5D=1&az=2'],
    ['k%5B0%5D=1&k.=2&k0=3', 'k.=2&k0=3&k%5B0%5D=1', 'k%5B0%5D=1&k.=2&k0=3'],
    ['a=2&a=1', 'a=1&a=2', 'a=2&a=1'],
    ['a=2&b=1', 'a=2&b=1', 'a=2&b=1'],
  ])('of %j is %j by code units, %j by encoded key', (rawQuery, byCodeUnit, byEncodedKey) => {
    expect(otherOrderQueries(decodeQuery(rawQuery))).toEqual([byCodeUnit, byEncodedKey])
  })
})
