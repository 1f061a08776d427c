import { createHmac, hkdfSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { signature, signingKey } from './signature.js'

const keyPair = { accessKey: 'AK', secretKey: '密钥' }

describe('signature', () => {
  it("is Node's own HMAC-SHA256, in hex", () => {
    expect(signature('密钥', 'text')).toBe(createHmac('sha256', '密钥').update('text').digest('hex'))
  })

  it('is keyed by the secret key itself without a scope', () => {
    expect(signingKey(keyPair, undefined)).toBe('密钥')
  })

  it("is keyed by Node's own HKDF, written as hex, with a scope", () => {
    const derived = hkdfSync('sha256', '密钥', 'AK', '20260102/local-1/workspace', 32)
    const scope = { date: '20260102', regionId: 'local-1', service: 'workspace' }
    expect(signingKey(keyPair, scope)).toBe(Buffer.from(derived).toString('hex'))
  })
})
