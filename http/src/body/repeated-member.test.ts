import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { repeatedMember } from './repeated-member.js'

describe('repeatedMember', () => {
  it.each([
    ['{"a":1,"a":2}', 'a'],
    ['{"a" \n:1, "\\u0061"\t: "a"}', 'a'],
    ['{"a":1,"b":{"c":1,"c":2}}', 'c'],
    ['[{"a":1},{"b":[{"d":1,"d":2}]}]', 'd'],
    ['{"a\\"":{"b":[{"c":1}],"d":2},"b":"}\\\\\\"{","e":[],"e":1}', 'e'],
    ['{"__proto__":1,"__proto__":2}', '__proto__'],
    ['{"":1,"":2}', ''],
    ['{"a":{"a":{"a":1}}}', undefined],
    ['{"a":"a","b":"a"}', undefined],
    ['["a","a"]', undefined],
    ['[{"a":1},{"a":2}]', undefined],
    ['"a"', undefined],
    ['7', undefined],
    ['{}', undefined],
  ])('of %s is %s', (json, name) => {
    expect(repeatedMember(json)).toBe(name)
  })

  it('looks no deeper than it is told to', () => {
    expect(repeatedMember('{"records":[{"a":1,"a":2}]}', 1)).toBeUndefined()
    expect(repeatedMember('{"records":[{"a":1,"a":2}]}', 3)).toBe('a')
    expect(repeatedMember('{"a":1,"a":2}', 1)).toBe('a')
  })

  it('is never one of what JSON.stringify wrote, and always one that is written again', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue(), { minKeys: 1 }), (object) => {
        const json = JSON.stringify(object)
        expect(repeatedMember(json)).toBeUndefined()
        const [name = ''] = Object.keys(object)
        expect(repeatedMember(`{${JSON.stringify(name)}:0,${json.slice(1)}`)).toBe(name)
      }),
    )
  })
})
