import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Envelope, openEnvelope, sealEnvelope, signerOf } from './envelope.js'
import { SigningKey, VerifyingKey } from './signing-key.js'

const TYPE = 'application/x-test'
const key = SigningKey.generate()
const other = SigningKey.generate()
const sealed = sealEnvelope(TYPE, '{"rows":3}', key)

const signer = (envelope: Envelope, trusted: readonly SigningKey[] = []) =>
  signerOf(
    openEnvelope(JSON.stringify(envelope), TYPE),
    trusted.map(({ verifying }) => verifying),
  )

describe('an envelope', () => {
  it('tells the payload and who signed it', () => {
    expect(openEnvelope(JSON.stringify(sealed), TYPE).payload.toString()).toBe('{"rows":3}')
    expect(signer(sealed, [other, key])).toEqual({ key: key.verifying, isTrusted: true })
  })

  it('names its own key when none is given, and says that this one is not trusted', () => {
    expect(signer(sealed)).toEqual({ key: key.verifying, isTrusted: false })
  })

  it('signed with another key than those given is refused', () => {
    expect(signer(sealed, [other])).toBeUndefined()
  })

  const edits: [string, Envelope][] = [
    ['payload', { ...sealed, payload: Buffer.from('{"rows":4}').toString('base64') }],
    ['signature', { ...sealed, signatures: [{ ...sealed.signatures[0], keyid: '', sig: 'AAAA' }] }],
    ['key', { ...sealed, signatures: sealed.signatures.map((one) => ({ ...one, public_key: other.verifying.pem })) }],
    ['signatures, all gone', { ...sealed, signatures: [] }],
    ['key, no PEM', { ...sealed, signatures: sealed.signatures.map((one) => ({ ...one, public_key: 'x' })) }],
  ]
  it.each(edits)('with another %s is refused', (_what, edited) => {
    expect(signer(edited)).toBeUndefined()
  })

  it('of another type is refused, also when only its label is changed', () => {
    expect(() => openEnvelope(JSON.stringify(sealed), 'application/x-other')).toThrow('and not a application/x-other')
    const relabelled = { ...sealed, payloadType: 'application/x-other' }
    expect(signerOf(openEnvelope(JSON.stringify(relabelled), 'application/x-other'), [key.verifying])).toBeUndefined()
  })

  it.each(['', 'null', '[]', '{}', '{"payloadType":"application/x-test","payload":"e30=","signatures":[{}]}'])(
    'is not %j',
    (text) => {
      expect(() => openEnvelope(text, TYPE)).toThrow(/^It is no/)
    },
  )

  it('is verified by OpenSSL over the bytes that DSSE says', () => {
    const directory = mkdtempSync(join(tmpdir(), 'envelope-'))
    try {
      const path = (name: string) => join(directory, name)
      writeFileSync(path('key.pem'), key.verifying.pem)
      writeFileSync(path('sig'), Buffer.from(sealed.signatures[0]?.sig ?? '', 'base64'))
      writeFileSync(path('signed'), 'DSSEv1 18 application/x-test 10 {"rows":3}')
      const words = ['pkeyutl', '-verify', '-pubin', '-inkey', path('key.pem'), '-rawin']
      const told = execFileSync('openssl', [...words, '-in', path('signed'), '-sigfile', path('sig')])
      expect(told.toString()).toContain('Signature Verified Successfully')
      const der = execFileSync('openssl', ['pkey', '-pubin', '-in', path('key.pem'), '-outform', 'DER'])
      expect(createHash('sha256').update(der).digest('hex')).toBe(key.verifying.keyId)
    } finally {
      rmSync(directory, { recursive: true })
    }
  })
})

describe('a key', () => {
  it('is the same after being written and read', () => {
    expect(SigningKey.fromPem(key.toPem()).verifying.keyId).toBe(key.verifying.keyId)
    expect(VerifyingKey.fromPem(key.verifying.pem).keyId).toBe(key.verifying.keyId)
  })

  it.each([
    ['no PEM', 'no key in PEM'],
    ['-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n', 'no key in PEM'],
  ])('is not %j', (pem, told) => {
    expect(() => VerifyingKey.fromPem(pem)).toThrow(told)
  })

  it('of another kind is refused', () => {
    const pem = execFileSync('openssl', [
      'genpkey',
      '-algorithm',
      'EC',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
    ]).toString()
    expect(() => SigningKey.fromPem(pem)).toThrow('type ec, and not one of Ed25519')
  })
})
