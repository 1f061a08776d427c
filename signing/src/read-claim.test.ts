import { describe, expect, it } from 'vitest'
import { type ReadClaimOptions, type ReceivedRequest, readClaim } from './read-claim.js'
import { signRequest } from './sign.js'

const now = new Date('2026-01-02T03:04:05Z')
const scope = { regionId: 'local-1', service: 'workspace' }
const credentials = { accessKey: 'AK', secretKey: 'SK', securityToken: 'TOKEN' }

/** A well-signed request, as Node receives it, with headers changed afterwards. */
function receivedRequest(
  changed: Record<string, string | readonly string[] | undefined> = {},
  derived?: typeof scope,
): ReceivedRequest {
  const headers = { Host: 'desk.example.test', 'Content-Type': 'application/json' }
  const request = { method: 'GET', url: 'https://desk.example.test/v2/p/export-tasks?limit=1', headers }
  const sent = { ...signRequest(request, { ...credentials, derived }, now), ...changed }
  const rawHeaders = Object.entries(sent).flatMap(([name, value = []]) => [value].flat().flatMap((one) => [name, one]))
  return { method: 'GET', rawPath: '/v2/p/export-tasks', rawQuery: 'limit=1', rawHeaders }
}

function authorization(signedHeaders: string): string {
  return `SDK-HMAC-SHA256 Access=AK, SignedHeaders=${signedHeaders}, Signature=${'0'.repeat(64)}`
}

function outcome(request: ReceivedRequest, options: Partial<ReadClaimOptions> = {}) {
  const claim = readClaim(request, { now, ...options })
  return claim.ok ? 'ok' : claim.failure
}

describe('readClaim', () => {
  it('tells who claims to have signed what, and when', () => {
    expect(readClaim(receivedRequest(), { now })).toMatchObject({
      ok: true,
      value: {
        authorization: { accessKey: 'AK', scope: undefined },
        signedAt: now,
        securityToken: 'TOKEN',
        isPayloadSigned: true,
        declaredPayload: undefined,
      },
    })
  })

  it.each([
    'Authorization',
    'Host',
    'X-Sdk-Date',
    'X-Security-Token',
    'X-Sdk-Content-Sha256',
    'Content-Type',
    'X-Project-Id',
  ])('refuses %s sent twice, equal or not', (name) => {
    const duplicate = { kind: 'duplicate', header: name.toLowerCase() }
    const sent = receivedRequest()
    const lines = [name, 'same', name.toUpperCase(), 'same']
    const others = sent.rawHeaders.flatMap((text, at, all) =>
      at % 2 === 0 && text.toLowerCase() !== name.toLowerCase() ? [text, all[at + 1] ?? ''] : [],
    )
    expect(outcome({ ...sent, rawHeaders: [...others, ...lines] })).toEqual(duplicate)
  })

  it.each(['Host', 'Content-Type', 'X-Domain-Id', 'X-Project-Id'])('refuses %s sent twice even if unsigned', (name) => {
    const signed = { Authorization: authorization('x-sdk-date;x-security-token') }
    expect(outcome(receivedRequest({ ...signed, [name]: 'same' }))).toBe('ok')
    const twice = outcome(receivedRequest({ ...signed, [name]: ['same', 'same'] }))
    expect(twice).toEqual({ kind: 'duplicate', header: name.toLowerCase() })
  })

  it('refuses a signed header sent twice', () => {
    const request = receivedRequest({
      Authorization: authorization('x-note;x-sdk-date;x-security-token'),
      'X-Note': ['1', '2'],
    })
    expect(outcome(request)).toEqual({ kind: 'duplicate', header: 'x-note' })
  })

  it('takes an unsigned header sent twice', () => {
    expect(outcome(receivedRequest({ 'X-Forwarded-For': ['203.0.113.9', '198.51.100.1'] }))).toBe('ok')
  })

  it.each([
    ['no Authorization', { Authorization: undefined }, { kind: 'missing', header: 'authorization' }],
    ['no X-Sdk-Date', { 'X-Sdk-Date': undefined }, { kind: 'missing', header: 'x-sdk-date' }],
    ['a signed header that did not come', { Host: undefined }, { kind: 'missing', header: 'host' }],
    [
      'X-Sdk-Date not signed',
      { Authorization: authorization('host;x-security-token') },
      { kind: 'not-signed', header: 'x-sdk-date' },
    ],
    [
      'X-Security-Token not signed',
      { Authorization: authorization('host;x-sdk-date') },
      { kind: 'not-signed', header: 'x-security-token' },
    ],
    ['a day that does not exist', { 'X-Sdk-Date': '20260230T000000Z' }, { kind: 'malformed', part: 'x-sdk-date' }],
    [
      'a signed value that is not UTF-8',
      { 'X-Security-Token': 'a\xff' },
      { kind: 'malformed', part: 'x-security-token' },
    ],
    ...['A'.repeat(64), 'a'.repeat(63), 'a'.repeat(65), `x${'a'.repeat(64)}`, `${'a'.repeat(64)}x`, ''].map(
      (hash): [string, Record<string, string>, object] => [
        `the payload hash ${hash}`,
        { 'X-Sdk-Content-Sha256': hash },
        { kind: 'malformed', part: 'x-sdk-content-sha256' },
      ],
    ),
    ['JSON left out of the signature', { 'X-Sdk-Content-Sha256': 'UNSIGNED-PAYLOAD' }, { kind: 'unsigned-payload' }],
  ])('refuses %s', (_what, changed, failure) => {
    expect(outcome(receivedRequest(changed))).toEqual(failure)
  })

  it('does not demand a signed Host: the Go client signs none', () => {
    expect(outcome(receivedRequest({ Authorization: authorization('x-sdk-date;x-security-token') }))).toBe('ok')
  })

  it('reads the bytes of a signed value as UTF-8', () => {
    const bytes = Buffer.from('\ufeff张').toString('latin1')
    const claim = readClaim(receivedRequest({ 'X-Security-Token': bytes }), { now })
    expect(claim.ok && claim.value.signedHeaders).toContainEqual(['x-security-token', '\ufeff张'])
  })

  it.each([
    ['/%zz', '', 'path'],
    ['/%00', '', 'path'],
    ['/%ff', '', 'path'],
    ['/\xe5', '', 'path'],
    ['*', '', 'path'],
    ['http://desk.example.test/', '', 'path'],
    ['/', 'q=%zz', 'query'],
    ['/', 'q=%00', 'query'],
    ['/', 'q=%c3', 'query'],
  ])('refuses to guess at %s?%s', (rawPath, rawQuery, part) => {
    expect(outcome({ ...receivedRequest(), rawPath, rawQuery })).toEqual({ kind: 'malformed', part })
  })

  it.each([
    [900_000, 'ok'],
    [900_001, 'expired'],
    [-900_000, 'ok'],
    [-900_001, 'expired'],
    [Number.NaN, 'expired'],
  ])('%d ms after signing it is %s', (elapsedMs, answer) => {
    const serverTime = new Date(now.getTime() + elapsedMs)
    const failure = { kind: 'expired', signedAt: now, serverTime }
    expect(outcome(receivedRequest(), { now: serverTime })).toEqual(answer === 'ok' ? 'ok' : failure)
  })

  describe('of a derived key', () => {
    it.each([
      ['this server', [{ regionId: 'globe', service: 'iam' }, scope], 'ok'],
      ['another region', [{ ...scope, regionId: 'local-2' }], 'wrong-scope'],
      ['another service', [{ ...scope, service: 'iam' }], 'wrong-scope'],
      ['no scope at all', [], 'wrong-scope'],
      ['no scope unless told one', undefined, 'wrong-scope'],
    ])('for %s', (_what, derivedScopes, answer) => {
      const accepted = derivedScopes ?? []
      const failure = { kind: 'wrong-scope', received: { ...scope, date: '20260102' }, accepted }
      expect(outcome(receivedRequest({}, scope), { derivedScopes })).toEqual(answer === 'ok' ? 'ok' : failure)
    })

    it('is refused on another day than X-Sdk-Date', () => {
      const request = receivedRequest({ 'X-Sdk-Date': '20260101T235959Z' }, scope)
      const options = { derivedScopes: [scope], maxClockSkewMs: 86_400_000 }
      expect(outcome(request, options)).toMatchObject({ kind: 'wrong-scope', received: { date: '20260102' } })
    })
  })

  describe('with UNSIGNED-PAYLOAD', () => {
    const unsigned = { 'X-Sdk-Content-Sha256': 'UNSIGNED-PAYLOAD' }

    it.each([
      ['application/json', false],
      ['Application/JSON; charset=utf-8', false],
      ['application/merge-patch+json', false],
      ['application/bson', false],
      ['\t application/json', false],
      ['x-application/json', true],
      ['application/jsonx', true],
      ['application/x-ndjson', true],
      ['application/octet-stream', true],
      ['multipart/form-data; boundary=x', true],
      [undefined, true],
    ])('%s is taken: %s', (contentType, isTaken) => {
      const signed = authorization('x-sdk-date;x-security-token')
      const request = receivedRequest({ ...unsigned, 'Content-Type': contentType, Authorization: signed })
      expect(outcome(request)).toEqual(isTaken ? 'ok' : { kind: 'unsigned-payload' })
    })

    it('JSON is taken when the server says so, and marked', () => {
      const claim = readClaim(receivedRequest(unsigned), { now, allowUnsignedJsonPayload: true })
      expect(claim).toMatchObject({ ok: true, value: { isPayloadSigned: false } })
    })
  })
})
