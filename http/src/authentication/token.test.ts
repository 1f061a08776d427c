import { LIMITS } from '@deskledger/contract'
import type { TokenState } from '@deskledger/domain'
import { describe, expect, it } from 'vitest'
import { unauthenticated } from './refusal-text.js'
import { principalOf, tokenIn } from './token.js'

/** What Node makes of the header lines: of two equal ones it keeps both, joined. */
function headOf(...lines: readonly (readonly [string, string])[]) {
  const headers: Record<string, string> = {}
  for (const [name, value] of lines) {
    const lower = name.toLowerCase()
    headers[lower] = lower in headers ? `${headers[lower]}, ${value}` : value
  }
  return { headers, rawHeaders: lines.flat() }
}

const FAILED = unauthenticated('decrypt token fail')

describe('a token in a header', () => {
  it('is found whatever the case of the name', () => {
    const head = headOf(['X-AUTH-token', 'abc'], ['X-Subject-Token', 'def'])
    expect([tokenIn(head, 'x-auth-token'), tokenIn(head, 'x-subject-token')]).toEqual(['abc', 'def'])
  })

  it('is none where the header is not', () => {
    expect(tokenIn(headOf(['A', 'x-auth-token'], ['x-subject-token', 'x']), 'x-auth-token')).toBeUndefined()
  })

  it('is sent once; a value that looks like the name does not count', () => {
    expect(tokenIn(headOf(['X-Auth-Token', 'a'], ['B', 'X-Auth-Token']), 'x-auth-token')).toBe('a')
    expect(() => tokenIn(headOf(['X-Auth-Token', 'a'], ['x-auth-token', 'a']), 'x-auth-token')).toThrow(
      unauthenticated('header x-auth-token was sent more than once'),
    )
  })

  it('is not empty and not longer than any token', () => {
    const longest = 'a'.repeat(LIMITS.tokenLength)
    expect(tokenIn(headOf(['X-Auth-Token', longest]), 'x-auth-token')).toBe(longest)
    for (const value of ['', `${longest}a`]) {
      expect(() => tokenIn(headOf(['X-Auth-Token', value]), 'x-auth-token')).toThrow(FAILED)
    }
  })
})

describe('the principal of a token', () => {
  it('is that of a valid one', () => {
    const state = { kind: 'valid' } as Extract<TokenState, { kind: 'valid' }>
    expect(principalOf(state)).toBe(state)
  })

  it.each<[TokenState, string]>([
    [{ kind: 'unknown' }, 'decrypt token fail'],
    [
      { kind: 'expired', expiresAt: new Date('2026-01-02T03:04:05.678Z') },
      'token expires, expires_at:2026-01-02T03:04:05.678Z',
    ],
    [{ kind: 'revoked' }, 'the token must be updated: password, keys or permissions of its user changed'],
  ])('is refused for %j', (state, tail) => {
    expect(() => principalOf(state)).toThrow(unauthenticated(tail))
  })
})
