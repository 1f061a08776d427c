import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { trimOuterSpace } from './canonical-headers.js'
import { canonicalQuery } from './canonical-query.js'
import { canonicalUri } from './canonical-uri.js'
import { decodeQuery } from './decode-query.js'
import { sha256Hex } from './payload-hash.js'
import { type ReceivedRequest, readClaim } from './read-claim.js'
import { type SigningCredentials, signRequest, type UnsignedRequest } from './sign.js'
import type { KeyPair } from './signature.js'
import { verifyClaim } from './verify-claim.js'

const NOW = new Date('2026-01-02T03:04:05Z')
const SCOPE = { regionId: 'local-1', service: 'workspace' }

interface Delivery extends ReceivedRequest {
  readonly body: Uint8Array
}

const printable = fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)) })
const text = fc.string({ unit: 'binary', maxLength: 8 }).map((value) => value.toWellFormed().replaceAll('\0', ''))
const escaped = text.map(encodeURIComponent)
const segment = fc.oneof(fc.stringMatching(/^[\w~-]{1,8}$/), escaped).filter((value) => !/^\.{1,2}$/.test(value))

const requests: fc.Arbitrary<UnsignedRequest & { readonly body: Uint8Array }> = fc.record({
  method: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'),
  url: fc
    .record({ path: fc.array(segment, { minLength: 1 }), query: fc.array(fc.tuple(escaped, escaped)) })
    .map(
      ({ path, query }) => `http://desk.test:8080/${path.join('/')}?${query.map((pair) => pair.join('=')).join('&')}`,
    ),
  headers: fc.record({ 'Content-Type': fc.constant('application/json'), 'X-Note': printable }, { requiredKeys: [] }),
  body: fc.uint8Array(),
})

const credentials: fc.Arbitrary<SigningCredentials> = fc.record(
  {
    accessKey: fc.stringMatching(/^[A-Z0-9]{1,20}$/),
    secretKey: fc.string({ minLength: 1, unit: 'grapheme' }),
    projectId: fc.stringMatching(/^[0-9a-f]{32}$/),
    securityToken: printable,
    derived: fc.constant(SCOPE),
  },
  { requiredKeys: ['accessKey', 'secretKey'] },
)

describe('what the signer signs', () => {
  it('the verifier accepts', () => {
    fc.assert(
      fc.property(requests, credentials, (request, signer) => {
        expect(isAccepted(deliver(request, signer), signer)).toBe(true)
      }),
    )
  })

  it('the verifier refuses under another secret key', () => {
    fc.assert(
      fc.property(requests, credentials, text, (request, signer, secretKey) => {
        fc.pre(secretKey !== signer.secretKey)
        expect(isAccepted(deliver(request, signer), { ...signer, secretKey })).toBe(false)
      }),
    )
  })

  it.each(['method', 'rawPath', 'rawQuery', 'body', 'header'] as const)(
    'the verifier refuses with one byte of its %s changed',
    (part) => {
      fc.assert(
        fc.property(requests, credentials, fc.nat(), fc.integer({ min: 1, max: 255 }), (request, signer, at, mask) => {
          const sent = deliver(request, signer)
          const changed = changeByte(sent, part, at, mask)
          fc.pre(!readsAlike(sent, changed))
          expect(isAccepted(changed, signer)).toBe(false)
        }),
        { numRuns: 500 },
      )
    },
  )

  it('the verifier refuses at another second', () => {
    fc.assert(
      fc.property(requests, credentials, fc.integer({ min: -900, max: 900 }), (request, signer, seconds) => {
        fc.pre(seconds !== 0)
        const sent = deliver(request, signer)
        const [date] = Object.values(signRequest(request, signer, new Date(NOW.getTime() + seconds * 1000)))
        const rawHeaders = sent.rawHeaders.map((value) => (value === '20260102T030405Z' ? String(date) : value))
        expect(isAccepted({ ...sent, rawHeaders }, signer)).toBe(false)
      }),
    )
  })
})

/** Signs the request and hands it over as Node would, Host from the URL. */
function deliver(request: UnsignedRequest & { readonly body: Uint8Array }, signer: SigningCredentials): Delivery {
  const { host, pathname, search } = new URL(request.url)
  const headers = { Host: host, ...signRequest(request, signer, NOW) }
  const rawHeaders = Object.entries(headers).flat()
  return { method: request.method, rawPath: pathname, rawQuery: search.slice(1), rawHeaders, body: request.body }
}

/** By a server that knows this one key pair; the access key is not signed, it only says which secret to look up. */
function isAccepted(delivery: Delivery, known: KeyPair): boolean {
  const claim = readClaim(delivery, { now: NOW, derivedScopes: [SCOPE] })
  if (!claim.ok) return false
  const secretKey = claim.value.authorization.accessKey === known.accessKey ? known.secretKey : undefined
  return verifyClaim(claim.value, { bodySha256: sha256Hex(delivery.body), secretKey }).ok
}

function changeByte(
  sent: Delivery,
  part: 'method' | 'rawPath' | 'rawQuery' | 'body' | 'header',
  at: number,
  mask: number,
): Delivery {
  if (part === 'body') return { ...sent, body: flip(sent.body, at, mask) }
  if (part !== 'header') return { ...sent, [part]: flipText(sent[part], at, mask) }
  const which = at % sent.rawHeaders.length
  const rawHeaders = sent.rawHeaders.with(which, flipText(sent.rawHeaders[which] ?? '', at, mask))
  return { ...sent, rawHeaders }
}

function flip(bytes: Uint8Array, at: number, mask: number): Uint8Array {
  return bytes.map((byte, index) => (index === at % bytes.length ? byte ^ mask : byte))
}

function flipText(value: string, at: number, mask: number): string {
  return Buffer.from(flip(Buffer.from(value, 'latin1'), at, mask)).toString('latin1')
}

/** Whether two deliveries say the same to a server: escapes and header names have spellings that differ in bytes only. */
function readsAlike(one: Delivery, other: Delivery): boolean {
  return meaning(one) === meaning(other)
}

function meaning({ method, rawPath, rawQuery, rawHeaders, body }: Delivery): string {
  const headers = rawHeaders.map((value, at) => (at % 2 === 0 ? value.toLowerCase() : trimOuterSpace(value)))
  try {
    return JSON.stringify([method, canonicalUri(rawPath), canonicalQuery(decodeQuery(rawQuery)), headers, [...body]])
  } catch {
    return 'nothing'
  }
}
