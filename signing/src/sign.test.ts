import { describe, expect, it } from 'vitest'
import { signRequest } from './sign.js'

const credentials = { accessKey: 'AK', secretKey: 'SK' }
const now = new Date('2026-01-02T03:04:05.678Z')
const GIVEN_TWICE = 'A header is given twice, in different case.'
const NOT_ASCII = 'Header x-note holds other than ASCII text.'
const get = { method: 'GET', url: 'https://Desk.example.test:443/v2/p/export-tasks?limit=1' }

function signedHeadersOf(headers: Record<string, string>): string | undefined {
  return /SignedHeaders=([^,]*)/.exec(headers['Authorization'] ?? '')?.[1]
}

describe('signRequest', () => {
  it('signs the method in upper case', () => {
    expect(signRequest({ ...get, method: 'get' }, credentials, now)).toEqual(signRequest(get, credentials, now))
  })

  it('returns what has to be sent, and leaves Host to the transport', () => {
    expect(signRequest(get, credentials, now)).toEqual({
      'X-Sdk-Date': '20260102T030405Z',
      Authorization: expect.stringMatching(
        /^SDK-HMAC-SHA256 Access=AK, SignedHeaders=host;x-sdk-date, Signature=[0-9a-f]{64}$/,
      ),
    })
  })

  it('signs the project and the session token', () => {
    const headers = signRequest(get, { ...credentials, projectId: 'p', securityToken: 't' }, now)
    expect(headers).toMatchObject({ 'X-Project-Id': 'p', 'X-Security-Token': 't' })
    expect(signedHeadersOf(headers)).toBe('host;x-project-id;x-sdk-date;x-security-token')
  })

  it("signs the caller's headers, but none that changes on the way", () => {
    const changing = {
      Accept: '*/*',
      'Accept-Encoding': 'gzip',
      Connection: 'close',
      'Content-Length': '0',
      'Transfer-Encoding': 'chunked',
      'User-Agent': 'cli',
      x_note: '1',
    }
    const own = { 'Content-Type': 'application/json', 'X-Trace': '1', ...changing }
    const headers = signRequest({ ...get, headers: own }, credentials, now)
    expect(headers).toMatchObject(own)
    expect(signedHeadersOf(headers)).toBe('content-type;host;x-sdk-date;x-trace')
  })

  it('replaces headers of its own, in whatever case the caller wrote them', () => {
    const stale = { authorization: 'old', 'x-sdk-date': 'old', 'x-project-id': 'old' }
    const headers = signRequest({ ...get, headers: stale }, { ...credentials, projectId: 'p' }, now)
    expect(Object.keys(headers).toSorted()).toEqual(['Authorization', 'X-Project-Id', 'X-Sdk-Date'])
  })

  it('names region and service when the key is derived', () => {
    const derived = { regionId: 'local-1', service: 'workspace' }
    const { Authorization } = signRequest(get, { ...credentials, derived }, now)
    expect(Authorization).toMatch(/^V11-HMAC-SHA256 Credential=AK\/20260102\/local-1\/workspace, /)
  })

  it.each([
    ['the same URL as text and object', get.url, new URL(get.url)],
    ['an upper-case host with its default port', get.url, 'https://desk.example.test/v2/p/export-tasks?limit=1'],
    ['a fragment', get.url, `${get.url}#top`],
    ['a slash at the end of the path', get.url, 'https://desk.example.test/v2/p/export-tasks/?limit=1'],
  ])('gives one signature: %s', (_what, one, other) => {
    expect(signRequest({ ...get, url: one }, credentials, now)).toEqual(
      signRequest({ ...get, url: other }, credentials, now),
    )
  })

  it.each([
    ['a relative URL', { ...get, url: '/v2/p' }, TypeError],
    ['a header given twice', { ...get, headers: { a: '1', A: '1' } }, new TypeError(GIVEN_TWICE)],
    ['a header that is not ASCII', { ...get, headers: { 'x-note': 'é' } }, new TypeError(NOT_ASCII)],
    ['a header with a line break', { ...get, headers: { 'x-note': '1\nhost:evil' } }, new TypeError(NOT_ASCII)],
    ['a query that cannot be decoded', { ...get, url: 'https://a.test/?q=%zz' }, /query parameter/],
    ['a path that cannot be decoded', { ...get, url: 'https://a.test/%ff' }, /escapes/],
  ])('refuses %s', (_what, request, error) => {
    expect(() => signRequest(request, credentials, now)).toThrow(error)
  })
})
