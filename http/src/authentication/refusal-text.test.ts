import type { ClaimFailure, VerificationFailure } from '@deskledger/signing/verify'
import { describe, expect, it } from 'vitest'
import { refusalOf, unauthenticated } from './refusal-text.js'

const HEAD = 'Incorrect IAM authentication information: '
const SCOPE = { date: '20260102', regionId: 'x', service: 'y' }

describe('the text of a refusal', () => {
  it.each<[ClaimFailure | VerificationFailure, string]>([
    [
      { kind: 'missing', header: 'authorization' },
      'x-auth-token not found; send a token, or sign the request with an access key',
    ],
    [{ kind: 'missing', header: 'x-sdk-date' }, 'header x-sdk-date not found, but it has to be sent and signed'],
    [{ kind: 'duplicate', header: 'host' }, 'header host was sent more than once'],
    [{ kind: 'malformed', part: 'query' }, 'query cannot be read'],
    [
      { kind: 'unsupported-algorithm', algorithm: 'A', supported: ['SDK-HMAC-SHA256', 'V11-HMAC-SHA256'] },
      'algorithm A is not supported, use SDK-HMAC-SHA256 or V11-HMAC-SHA256',
    ],
    [{ kind: 'not-signed', header: 'x-sdk-date' }, 'header x-sdk-date has to be signed'],
    [
      {
        kind: 'expired',
        signedAt: new Date('2026-01-02T03:04:05.678Z'),
        serverTime: new Date('2026-01-02T04:04:05.678Z'),
      },
      'signature expired, signature time:20260102T030405Z,server time:20260102T040405Z',
    ],
    [
      {
        kind: 'wrong-scope',
        received: SCOPE,
        accepted: [
          { regionId: 'local-1', service: 'workspace' },
          { regionId: 'globe', service: 'iam' },
        ],
      },
      'the derived key has to be for the day of X-Sdk-Date and for local-1/workspace or globe/iam',
    ],
    [{ kind: 'unsigned-payload' }, 'the body of a JSON request has to be signed, not UNSIGNED-PAYLOAD'],
    [
      { kind: 'payload-mismatch', declaredSha256: 'a', bodySha256: 'b' },
      'X-Sdk-Content-Sha256 is not the hash of the body, which is b',
    ],
    [
      { kind: 'signature-mismatch', canonicalRequest: 'GET\n/\n\nhost:a' },
      'verify aksk signature fail, canonicalRequest:GET|/||host:a',
    ],
  ])('of %j says what is wrong', (failure, tail) => {
    expect(refusalOf(failure)).toMatchObject({ status: 401, message: `${HEAD}${tail}` })
  })

  it('ends after 1,000 characters, and never within one', () => {
    expect(unauthenticated('a'.repeat(1_000)).message).toBe(`${HEAD}${'a'.repeat(1_000 - HEAD.length)}`)
    const cut = `${'a'.repeat(999 - HEAD.length)}😀`
    expect(unauthenticated(cut).message).toBe(`${HEAD}${'a'.repeat(999 - HEAD.length)}\uFFFD`)
  })
})
