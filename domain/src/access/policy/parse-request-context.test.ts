import { describe, expect, it } from 'vitest'
import { parseRequestContext } from './parse-request-context.js'

describe('the context of a question', () => {
  it('is read by the kinds of its keys', () => {
    expect(
      parseRequestContext({
        'g:UserName': 'ann',
        'g:CurrentTime': '2026-01-02T03:04Z',
        'g:MFAAge': '90',
        'g:MFAPresent': 'true',
        'g:SourceIp': '192.0.2.7',
      }),
    ).toEqual({
      'g:UserName': 'ann',
      'g:CurrentTime': new Date('2026-01-02T03:04:00Z'),
      'g:MFAAge': 90,
      'g:MFAPresent': true,
      'g:SourceIp': '192.0.2.7',
    })
  })

  it.each([
    ['g:Nope', 'x', /context\.g:Nope is no condition key; there are g:CurrentTime, g:DomainId, /],
    ['g:MFAAge', '1e3', /context\.g:MFAAge.* must be a decimal number/],
    ['g:MFAPresent', 'yes', /context\.g:MFAPresent.* must be true or false/],
    ['g:CurrentTime', 'now', /context\.g:CurrentTime.* must be a time/],
  ])('refuses %s as %s', (key, text, message) => {
    expect(() => parseRequestContext({ [key]: text })).toThrow(message)
  })
})
