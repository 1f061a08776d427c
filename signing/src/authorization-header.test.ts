import { describe, expect, it } from 'vitest'
import { formatAuthorization, parseAuthorization } from './authorization-header.js'

const SIGNATURE = '0123456789abcdef'.repeat(4)
const scope = { date: '20260102', regionId: 'local-1', service: 'workspace' }
const direct = { accessKey: 'AK', scope: undefined, signedHeaders: ['host', 'x-sdk-date'], signature: SIGNATURE }

describe('Authorization', () => {
  it.each([
    [`SDK-HMAC-SHA256 Access=AK, SignedHeaders=host;x-sdk-date, Signature=${SIGNATURE}`, direct],
    [
      `V11-HMAC-SHA256 Credential=AK/20260102/local-1/workspace, SignedHeaders=host;x-sdk-date, Signature=${SIGNATURE}`,
      { ...direct, scope },
    ],
  ])('%s is read and written', (text, authorization) => {
    expect(parseAuthorization(text)).toEqual(authorization)
    expect(formatAuthorization(authorization)).toBe(text)
  })

  it.each([
    `SDK-HMAC-SHA256  Access=AK,SignedHeaders=host;x-sdk-date,Signature=${SIGNATURE}`,
    ` SDK-HMAC-SHA256 Access=AK ,  SignedHeaders=host;x-sdk-date  ,Signature=${SIGNATURE}  `,
  ])('%j has optional spaces', (text) => {
    expect(parseAuthorization(text)).toEqual(direct)
  })

  it.each([
    '',
    'SDK-HMAC-SHA256',
    'SDK-HMAC-SHA256 ',
    `SDK-HMAC-SHA256 Access=, SignedHeaders=host, Signature=${SIGNATURE}`,
    `SDK-HMAC-SHA256 Access=A/K, SignedHeaders=host, Signature=${SIGNATURE}`,
    `SDK-HMAC-SHA256 Access=A K, SignedHeaders=host, Signature=${SIGNATURE}`,
    `SDK-HMAC-SHA256 Access=密, SignedHeaders=host, Signature=${SIGNATURE}`,
    `SDK-HMAC-SHA256 Access=AK, SignedHeaders=, Signature=${SIGNATURE}`,
    `SDK-HMAC-SHA256 Access=AK, SignedHeaders=Host, Signature=${SIGNATURE}`,
    `SDK-HMAC-SHA256 Access=AK, SignedHeaders=host;, Signature=${SIGNATURE}`,
    `SDK-HMAC-SHA256 Access=AK, SignedHeaders=host;host, Signature=${SIGNATURE}`,
    `SDK-HMAC-SHA256 Access=AK, SignedHeaders=host x, Signature=${SIGNATURE}`,
    `SDK-HMAC-SHA256 Access=AK, SignedHeaders=host, Signature=${SIGNATURE.slice(1)}`,
    `SDK-HMAC-SHA256 Access=AK, SignedHeaders=host, Signature=${SIGNATURE}0`,
    `SDK-HMAC-SHA256 Access=AK, SignedHeaders=host, Signature=${SIGNATURE.toUpperCase()}`,
    `SDK-HMAC-SHA256 Access=AK, SignedHeaders=host, Signature=${SIGNATURE}, Signature=${SIGNATURE}`,
    `SDK-HMAC-SHA256 Access=AK, Access=AK, SignedHeaders=host, Signature=${SIGNATURE}`,
    `SDK-HMAC-SHA256 SignedHeaders=host, Access=AK, Signature=${SIGNATURE}`,
    `SDK-HMAC-SHA256 Access=AK SignedHeaders=host Signature=${SIGNATURE}`,
    `SDK-HMAC-SHA256 Credential=AK/20260102/r/s, SignedHeaders=host, Signature=${SIGNATURE}`,
    `V11-HMAC-SHA256 Access=AK, SignedHeaders=host, Signature=${SIGNATURE}`,
    `V11-HMAC-SHA256 Credential=AK/20260102/r, SignedHeaders=host, Signature=${SIGNATURE}`,
    `V11-HMAC-SHA256 Credential=AK/2026-01-02/r/s, SignedHeaders=host, Signature=${SIGNATURE}`,
    `V11-HMAC-SHA256 Credential=AK/20260102/r/s/x, SignedHeaders=host, Signature=${SIGNATURE}`,
  ])('%j is malformed', (text) => {
    expect(() => parseAuthorization(text)).toThrow(
      expect.objectContaining({ failure: { kind: 'malformed', part: 'authorization' } }),
    )
  })

  it.each([
    'SDK-HMAC-SM3',
    'SDK-ECDSA-P256-SHA256',
    'SDK-SM2-SM3',
    'AWS4-HMAC-SHA256',
    'Bearer',
    'sdk-hmac-sha256',
    'None',
  ])('%s is refused by name', (algorithm) => {
    const text = `${algorithm} Access=AK, SignedHeaders=host;x-sdk-date, Signature=${SIGNATURE}`
    const supported = ['SDK-HMAC-SHA256', 'V11-HMAC-SHA256']
    expect(() => parseAuthorization(text)).toThrow(
      expect.objectContaining({ failure: { kind: 'unsupported-algorithm', algorithm, supported } }),
    )
  })

  it.each(['MIIsecret', '"MIIsecret" word', `${'s'.repeat(65)} word`])(
    'never repeats %j, which may be a token and no name of an algorithm',
    (text) => {
      expect(() => parseAuthorization(text)).toThrow(
        expect.objectContaining({ failure: { kind: 'malformed', part: 'authorization' } }),
      )
    },
  )

  it('takes linear time on hostile values', () => {
    const hostile = `SDK-HMAC-SHA256 Access=${'='.repeat(50_000)}${' '.repeat(50_000)},${'a;'.repeat(50_000)}`
    const startedAt = performance.now()
    expect(() => parseAuthorization(hostile)).toThrow()
    expect(performance.now() - startedAt).toBeLessThan(500)
  })
})
