import { describe, expect, it } from 'vitest'
import { readRange } from './byte-range.js'

describe('readRange of a file of 10 bytes', () => {
  it.each([
    ['bytes=0-0', 0, 0],
    ['bytes=2-5', 2, 5],
    ['bytes=7-', 7, 9],
    ['bytes=-3', 7, 9],
    ['bytes=-99', 0, 9],
    ['bytes=5-99', 5, 9],
    ['Bytes=0-9', 0, 9],
  ])('%s is a part', (header, from, to) => {
    expect(readRange(header, undefined, '"t"', 10)).toEqual({ kind: 'part', range: { from, to } })
  })

  it.each([undefined, '', 'bytes=', 'bytes=-', 'bytes=5-4', 'bytes=0-1,3-4', 'lines=0-1', 'bytes=a-b', 'bytes 0-1'])(
    '%s is the whole file',
    (header) => {
      expect(readRange(header, undefined, '"t"', 10)).toEqual({ kind: 'whole' })
    },
  )

  it.each(['bytes=10-', 'bytes=10-12', 'bytes=-0'])('%s lies outside', (header) => {
    expect(readRange(header, undefined, '"t"', 10)).toEqual({ kind: 'unsatisfiable' })
  })

  it.each(['bytes=0-', 'bytes=-5', 'bytes=0-0'])('%s lies outside of an empty file', (header) => {
    expect(readRange(header, undefined, '"t"', 0)).toEqual({ kind: 'unsatisfiable' })
  })

  it.each([
    ['"t"', 'part'],
    ['"u"', 'whole'],
    ['W/"t"', 'whole'],
    ['Sat, 29 Oct 1994 19:43:31 GMT', 'whole'],
  ])('If-Range %s gives the %s', (ifRange, kind) => {
    expect(readRange('bytes=0-1', ifRange, '"t"', 10).kind).toBe(kind)
  })
})
