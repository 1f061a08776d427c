import fc from 'fast-check'
import { expect, it } from 'vitest'
import { TimeHeap } from './time-heap.js'

it('gives items back earliest first', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(50)), (starts) => {
      const heap = new TimeHeap<{ startMs: number }>()
      for (const startMs of starts) heap.push({ startMs })
      expect(starts.map(() => heap.pop()?.startMs)).toEqual(starts.toSorted((a, b) => a - b))
      expect(heap.pop()).toBeUndefined()
    }),
  )
})
