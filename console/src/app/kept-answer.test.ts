import { expect, it } from 'vitest'
import { keptWithin } from './kept-answer.js'

it.each([
  ['stays within its project', ['records', 'p1', { page: 2 }], 'old'],
  ['goes with its project', ['records', 'p2', {}], undefined],
])('an answer %s', (_what, queryKey, kept) => {
  expect(keptWithin('p1')('old', { queryKey })).toBe(kept)
})

it('there is nothing to keep at first', () => {
  expect(keptWithin('p1')(undefined)).toBeUndefined()
})
