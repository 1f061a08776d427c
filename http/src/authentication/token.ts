import type { IncomingMessage } from 'node:http'
import { LIMITS } from '@deskledger/contract'
import type { TokenState } from '@deskledger/domain'
import { unauthenticated } from './refusal-text.js'

/**
 * The token in a header, if one is there.
 *
 * @throws {ApiFailure} `unauthenticated`: it was sent twice, is empty, or longer than any token
 */
export function tokenIn(
  { headers, rawHeaders }: Pick<IncomingMessage, 'headers' | 'rawHeaders'>,
  name: 'x-auth-token' | 'x-subject-token',
): string | undefined {
  const token = headers[name]
  if (token === undefined) return undefined
  const count = rawHeaders.filter((text, at) => at % 2 === 0 && text.toLowerCase() === name).length
  if (count > 1) throw unauthenticated(`header ${name} was sent more than once`)
  if (typeof token !== 'string' || token === '' || token.length > LIMITS.tokenLength) {
    throw unauthenticated('decrypt token fail')
  }
  return token
}

/**
 * A token that is valid.
 *
 * @throws {ApiFailure} `unauthenticated`, with the documented tail (spec/errors.md 3.1)
 */
export function principalOf(state: TokenState): Extract<TokenState, { kind: 'valid' }> {
  switch (state.kind) {
    case 'valid':
      return state
    case 'unknown':
      throw unauthenticated('decrypt token fail')
    case 'expired':
      throw unauthenticated(`token expires, expires_at:${state.expiresAt.toISOString()}`)
    case 'revoked':
      throw unauthenticated('the token must be updated: password, keys or permissions of its user changed')
  }
}
