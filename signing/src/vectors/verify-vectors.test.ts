import { describe, expect, it } from 'vitest'
import type { ClaimFailure, Result, VerificationFailure } from '../failure.js'
import { type Claim, readClaim } from '../read-claim.js'
import { canonicalRequests, isSignedAs, verifyClaim } from '../verify-claim.js'
import { bodySha256Of, dateOf, received, serverOf, VECTORS, type Vector, vectorNamed } from './vectors.js'

const named = (vectors: readonly Vector[]) => vectors.map((vector) => [vector.name, vector] as const)
const expected = (answer: Vector['expect']) => VECTORS.filter((vector) => vector.expect === answer)
const valid = expected('valid')

describe('the published vectors', () => {
  it('are all here', () => {
    expect(VECTORS).toHaveLength(154)
    expect(valid).toHaveLength(129)
  })

  it.each(named(valid))('%s is accepted', (_name, vector) => {
    expect(verify(vector)).toMatchObject({ ok: true })
  })

  it.each(named(expected('invalid')))('%s is refused', (_name, vector) => {
    expect(verify(vector)).toMatchObject({ ok: false })
  })

  it.each(named(expected('unspecified')))('%s gets an answer', (_name, vector) => {
    expect(verify(vector).ok).toBeTypeOf('boolean')
  })

  it.each(named(valid.filter(({ canonical_request: text }) => text !== undefined)))(
    '%s has the canonical request that was recorded',
    (_name, vector) => {
      const candidates = canonicalRequests(claimOf(vector), bodySha256Of(vector))
      expect(candidates).toContain(vector.canonical_request)
    },
  )
})

describe('the fallbacks', () => {
  const isFallback = (vector: Vector) =>
    vector.needs_fallback_uri === true || vector.needs_fallback_query_order === true

  it.each(named(valid.filter(isFallback)))(
    '%s is accepted through one, and not by the published rule',
    (_name, vector) => {
      const claim = claimOf(vector)
      const [published = '', ...others] = canonicalRequests(claim, bodySha256Of(vector))
      expect(isSignedAs(claim, [published], vector.secret_key)).toBe(false)
      expect(isSignedAs(claim, others, vector.secret_key)).toBe(true)
    },
  )

  it('are not needed by any other vector but UNSIGNED-PAYLOAD without a body, which has two readings', () => {
    const byOther = valid.filter((vector) => !isFallback(vector) && !isSignedByPublishedRule(vector))
    expect(byOther.map(({ name }) => name)).toEqual(['trap-unsigned-payload-without-body--python'])
  })
})

describe('each refusal has its reason', () => {
  it.each([
    ['neg-body-changed', ['payload']],
    ['neg-body-removed', ['payload']],
    ['neg-query-value-changed', ['query']],
    ['neg-query-param-added', ['query']],
    ['neg-query-param-dropped', ['query']],
    ['neg-path-changed', ['path']],
    ['neg-method-changed', ['method']],
    ['neg-signed-header-changed', ['x-project-id']],
    ['neg-host-changed', ['host']],
    ['neg-date-changed', ['x-sdk-date']],
    ['neg-security-token-swapped', ['x-security-token']],
    ['neg-wrong-secret', []],
  ])('%s: the signature is of another %j', (name, changed) => {
    const vector = vectorNamed(name)
    expect(verify(vector)).toMatchObject({ ok: false, failure: { kind: 'signature-mismatch' } })
    const [canonical = ''] = canonicalRequests(claimOf(vector), bodySha256Of(vector))
    expect(changedLines(originalOf(vector).canonical_request ?? '', canonical)).toEqual(changed)
  })

  it.each([
    ['neg-signed-header-missing', { kind: 'missing', header: 'x-project-id' }],
    ['neg-signature-uppercase', { kind: 'malformed', part: 'authorization' }],
    ['neg-signature-truncated', { kind: 'malformed', part: 'authorization' }],
    ['neg-clock-16-min', { kind: 'expired', serverTime: new Date('2026-01-02T03:20:05Z') }],
    ['neg-clock-future-16-min', { kind: 'expired', serverTime: new Date('2026-01-02T02:48:05Z') }],
    ['neg-v11-scope-region-changed', { kind: 'wrong-scope', received: { regionId: 'cn-north-9' } }],
    ['post-explicit-content-sha256-header', { kind: 'payload-mismatch' }],
  ])('%s: %j', (name, failure) => {
    expect(verify(vectorNamed(name))).toMatchObject({ ok: false, failure })
  })

  it('and every invalid vector stands in one of these tables', () => {
    expect(expected('invalid')).toHaveLength(12 + 7)
  })
})

describe('controls: with its check taken away, a refused request passes', () => {
  it('the body hash: neg-body-changed, held against the hash of the original body', () => {
    const vector = vectorNamed('neg-body-changed')
    const bodySha256 = bodySha256Of(originalOf(vector))
    expect(verifyClaim(claimOf(vector), { bodySha256, secretKey: vector.secret_key })).toMatchObject({ ok: true })
  })

  it('the hash in X-Sdk-Content-Sha256: a body said to have the declared hash', () => {
    const vector = vectorNamed('post-explicit-content-sha256-header')
    const claim = claimOf(vector)
    const proof = { bodySha256: claim.declaredPayload ?? '', secretKey: vector.secret_key }
    expect(verifyClaim(claim, proof)).toMatchObject({ ok: true })
  })

  it.each(['neg-clock-16-min', 'neg-clock-future-16-min'])('the clock: %s, with an hour of skew', (name) => {
    const vector = vectorNamed(name)
    const claim = claimIn(readClaim(received(vector), { ...serverOf(vector), maxClockSkewMs: 3_600_000 }))
    expect(verifyClaim(claim, proofOf(vector))).toMatchObject({ ok: true })
  })

  it('the secret key: neg-wrong-secret, with the right one', () => {
    const vector = vectorNamed('neg-wrong-secret')
    const { secret_key: secretKey } = originalOf(vector)
    expect(verifyClaim(claimOf(vector), { ...proofOf(vector), secretKey })).toMatchObject({ ok: true })
  })

  it('the scope: a server of the region that was put in still refuses, since the region is signed', () => {
    const vector = vectorNamed('neg-v11-scope-region-changed')
    const elsewhere = { ...serverOf(vector), derivedScopes: [{ regionId: 'cn-north-9', service: 'workspace' }] }
    const claim = claimIn(readClaim(received(vector), elsewhere))
    expect(verifyClaim(claim, proofOf(vector))).toMatchObject({ failure: { kind: 'signature-mismatch' } })
  })
})

function verify(vector: Vector): Result<Claim, ClaimFailure | VerificationFailure> {
  const claim = readClaim(received(vector), serverOf(vector))
  return claim.ok ? verifyClaim(claim.value, proofOf(vector)) : claim
}

function proofOf(vector: Vector): { bodySha256: string; secretKey: string } {
  return { bodySha256: bodySha256Of(vector), secretKey: vector.secret_key }
}

function claimOf(vector: Vector): Claim {
  return claimIn(readClaim(received(vector), { ...serverOf(vector), now: dateOf(vector) }))
}

function claimIn(result: Result<Claim, ClaimFailure>): Claim {
  if (!result.ok) throw new Error(result.failure.kind)
  return result.value
}

function isSignedByPublishedRule(vector: Vector): boolean {
  const claim = claimOf(vector)
  return isSignedAs(claim, canonicalRequests(claim, bodySha256Of(vector)).slice(0, 1), vector.secret_key)
}

/** The valid vector whose Authorization the changed one carries. */
function originalOf(vector: Vector): Vector {
  const original = valid.find(
    ({ kind, expected_authorization: authorization }) =>
      kind !== 'variant' && authorization === vector.expected_authorization,
  )
  if (original === undefined) throw new Error(`No vector has the Authorization of ${vector.name}.`)
  return original
}

function changedLines(before: string, after: string): string[] {
  const [old, lines] = [before.split('\n'), after.split('\n')]
  const label = (line: string, at: number) =>
    ['method', 'path', 'query'][at] ?? (at === lines.length - 1 ? 'payload' : line.slice(0, line.indexOf(':')))
  return lines.flatMap((line, at) => (line === old[at] ? [] : [label(line, at)]))
}
