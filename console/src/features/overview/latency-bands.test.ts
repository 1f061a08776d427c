import { describe, expect, it } from 'vitest'
import { DEFAULT_BANDS, readBands } from './latency-bands.js'

describe('the bands of latency', () => {
  it.each([
    ['[50,80]', [50, 80]],
    [null, DEFAULT_BANDS],
    ['', DEFAULT_BANDS],
    ['{}', DEFAULT_BANDS],
    ['[200,100]', DEFAULT_BANDS],
    ['[100,100]', DEFAULT_BANDS],
    ['[0,100]', DEFAULT_BANDS],
    ['["1","2"]', DEFAULT_BANDS],
    ['[1.5,2]', DEFAULT_BANDS],
  ])('kept as %j are %j', (kept, bands) => {
    expect(readBands(kept)).toEqual(bands)
  })
})
