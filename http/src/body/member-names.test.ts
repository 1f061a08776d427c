import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { memberNames } from './member-names.js'

describe('memberNames', () => {
  it.each([
    ['{"a":1,"a":2}', ['a', 'a']],
    ['{"a" \n:1, "\\u0061"\t: "a"}', ['a', 'a']],
    ['{"a\\"":{"b":[{"c":1}],"b":2},"d\\\\":"}\\\\\\"{","e":[]}', ['a"', 'd\\', 'e']],
    ['{"__proto__":1,"":2}', ['__proto__', '']],
    ['["a","b"]', []],
    ['"a"', []],
    ['7', []],
    ['{}', []],
  ])('of %s', (json, names) => {
    expect([...memberNames(json)]).toEqual(names)
  })

  it('are those of the object that was written', () => {
    const entries = fc.array(fc.tuple(fc.string({ unit: 'binary' }), fc.jsonValue()))
    fc.assert(
      fc.property(entries, (members) => {
        const texts = members.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`)
        expect([...memberNames(`{${texts.join(',')}}`)]).toEqual(members.map(([name]) => name))
      }),
    )
  })
})
