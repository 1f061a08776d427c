import { describe, expect, it } from 'vitest'
import { EMPTY_PAYLOAD_HASH, sha256Hex } from './payload-hash.js'
import { type Claim, readClaim } from './read-claim.js'
import { signRequest } from './sign.js'
import { verifyClaim } from './verify-claim.js'

const now = new Date('2026-01-02T03:04:05Z')

function claimOf(secretKey: string, headers: Record<string, string> = {}, body?: string): Claim {
  const request = { method: 'POST', url: 'https://desk.example.test/v2/p', headers, body }
  const sent = signRequest(request, { accessKey: 'AK', secretKey, securityToken: 'TOP-SECRET' }, now)
  const rawHeaders = ['Host', 'desk.example.test', ...Object.entries(sent).flat()]
  const claim = readClaim({ method: 'POST', rawPath: '/v2/p', rawQuery: '', rawHeaders }, { now })
  if (!claim.ok) throw new Error(claim.failure.kind)
  return claim.value
}

describe('verifyClaim', () => {
  it('gives the claim back when it holds', () => {
    const claim = claimOf('SK')
    expect(verifyClaim(claim, { bodySha256: EMPTY_PAYLOAD_HASH, secretKey: 'SK' })).toEqual({ ok: true, value: claim })
  })

  it('answers an unknown key as it answers a wrong signature', () => {
    const wrong = verifyClaim(claimOf('SK'), { bodySha256: EMPTY_PAYLOAD_HASH, secretKey: 'other' })
    const unknown = verifyClaim(claimOf('SK'), { bodySha256: EMPTY_PAYLOAD_HASH, secretKey: undefined })
    expect(unknown).toEqual(wrong)
    expect(unknown).toMatchObject({ ok: false, failure: { kind: 'signature-mismatch' } })
  })

  it.each(['', 'unknown access keys are checked against this text'])(
    'an unknown key stays unknown to who signs with %j',
    (secretKey) => {
      const claim = claimOf(secretKey)
      expect(verifyClaim(claim, { bodySha256: EMPTY_PAYLOAD_HASH, secretKey: undefined }).ok).toBe(false)
    },
  )

  it('never verifies with an empty secret key', () => {
    expect(verifyClaim(claimOf(''), { bodySha256: EMPTY_PAYLOAD_HASH, secretKey: '' }).ok).toBe(false)
  })

  it('shows what the server signed, without the session token', () => {
    expect(verifyClaim(claimOf('SK'), { bodySha256: EMPTY_PAYLOAD_HASH, secretKey: 'other' })).toEqual({
      ok: false,
      failure: {
        kind: 'signature-mismatch',
        canonicalRequest: [
          'POST',
          '/v2/p/',
          '',
          'host:desk.example.test',
          'x-sdk-date:20260102T030405Z',
          'x-security-token:***',
          '',
          'host;x-sdk-date;x-security-token',
          EMPTY_PAYLOAD_HASH,
        ].join('\n'),
      },
    })
  })

  it.each(['authorization', 'cookie', 'proxy-authorization', 'x-auth-token', 'x-security-token', 'x-subject-token'])(
    'shows no value of %s',
    (name) => {
      const claim: Claim = { ...claimOf('SK'), signedHeaders: [[name, 'TOP-SECRET']] }
      const result = verifyClaim(claim, { bodySha256: EMPTY_PAYLOAD_HASH, secretKey: 'SK' })
      expect(!result.ok && result.failure).toMatchObject({ canonicalRequest: expect.stringContaining(`${name}:***`) })
      expect(JSON.stringify(result)).not.toContain('TOP-SECRET')
    },
  )

  it('refuses a body that is not the declared one, whoever signed', () => {
    const claim = claimOf('SK', { 'X-Sdk-Content-Sha256': sha256Hex('{}') }, '{}')
    const bodySha256 = sha256Hex('{ }')
    const failure = { kind: 'payload-mismatch', declaredSha256: sha256Hex('{}'), bodySha256 }
    for (const secretKey of ['SK', 'other', undefined]) {
      expect(verifyClaim(claim, { bodySha256, secretKey })).toEqual({ ok: false, failure })
    }
    expect(verifyClaim(claim, { bodySha256: sha256Hex('{}'), secretKey: 'SK' }).ok).toBe(true)
  })

  it('takes any body when the sender signed none, and says so in the claim', () => {
    const headers = { 'X-Sdk-Content-Sha256': 'UNSIGNED-PAYLOAD', 'Content-Type': 'application/octet-stream' }
    const claim = claimOf('SK', headers, 'sent')
    expect(claim.isPayloadSigned).toBe(false)
    expect(verifyClaim(claim, { bodySha256: sha256Hex('received'), secretKey: 'SK' }).ok).toBe(true)
  })
})
