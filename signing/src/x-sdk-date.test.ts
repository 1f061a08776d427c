import { describe, expect, it } from 'vitest'
import { formatSdkDate, parseSdkDate } from './x-sdk-date.js'

describe('X-Sdk-Date', () => {
  it.each(['20260102T030405Z', '20280229T235959Z', '00010101T000000Z', '99991231T235959Z'])(
    '%s is read and written',
    (text) => {
      const instant = parseSdkDate(text)
      expect(instant).toBeInstanceOf(Date)
      expect(instant && formatSdkDate(instant)).toBe(text)
    },
  )

  it.each([
    '20260230T000000Z',
    '20270229T000000Z',
    '20261301T000000Z',
    '20260100T000000Z',
    '20260102T240000Z',
    '20260102T030460Z',
    '2026-01-02T03:04:05Z',
    '20260102T030405',
    '20260102T030405+0000',
    '20260102T030405.000Z',
    ' 20260102T030405Z',
    '20260102T030405Z\n',
    '２０２６0102T030405Z',
    '',
  ])('%j is refused', (text) => {
    expect(parseSdkDate(text)).toBeUndefined()
  })

  it('drops fractions of a second', () => {
    expect(formatSdkDate(new Date('2026-01-02T03:04:05.999Z'))).toBe('20260102T030405Z')
  })

  it('cannot hold an invalid date', () => {
    expect(() => formatSdkDate(new Date(Number.NaN))).toThrow(RangeError)
  })

  it.each([Date.UTC(10_000, 0), Date.UTC(-1, 0)])('cannot hold the instant %d', (time) => {
    expect(() => formatSdkDate(new Date(time))).toThrow(new RangeError('X-Sdk-Date holds years 0000 to 9999 only.'))
  })
})
