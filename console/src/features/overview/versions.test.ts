import { describe, expect, it } from 'vitest'
import { behindOf, compareVersions, newestOf } from './versions.js'

describe('versions', () => {
  it.each([
    ['3.9', '3.10', -1],
    ['3.10.00002', '3.10.2', 0],
    ['3.10', '3.10.1', -1],
    ['3.10', '3.10.0', 0],
    ['1.8.00001.21712', '1.8.00002.1', -1],
    ['a', 'b', -1],
    ['', '0.1', -1],
    ['v3.9', '3.10', -1],
    ['V3.10', '3.10', 0],
  ])('%s and %s are in order %i', (a, b, order) => {
    expect(compareVersions(a, b)).toBe(order)
    expect(compareVersions(b, a)).toBe(order === 0 ? 0 : -order)
  })

  it('have a newest one, if there are any', () => {
    expect(newestOf(['3.9', '3.10', '2.99'])).toBe('3.10')
    expect(newestOf([])).toBeUndefined()
  })

  it('are behind the newest one, also when it is the rarest', () => {
    const old = Array.from({ length: 30 }, (_, minor) => ({ value: `3.${minor}`, connections: 100 - minor }))
    const told = [...old, { value: '3.29.0', connections: 2 }, { value: '3.30', connections: 1 }]
    expect(behindOf(told)).toEqual({ newest: '3.30', versions: 31, connections: 2567 })
    expect(behindOf([{ value: '3.30', connections: 7 }])).toEqual({ newest: '3.30', versions: 0, connections: 0 })
    expect(behindOf([])).toBeUndefined()
  })

  it('are not what does not begin with a number, whatever it is', () => {
    const told = ['unknown', '3.9', '3.10', ''].map((value) => ({ value, connections: 1 }))
    expect(behindOf(told)).toEqual({ newest: '3.10', versions: 1, connections: 1 })
    expect(behindOf([{ value: 'unknown', connections: 1 }])).toBeUndefined()
  })
})
