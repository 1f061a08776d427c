import { BROWSER_SESSION_HEADER, LIMITS } from '@deskledger/contract'
import { describe, expect, it } from 'vitest'
import { NO_SESSION_COOKIE, type SessionSource, sessionCookie, sessionTokenIn } from './session-cookie.js'

const OURS = { [BROWSER_SESSION_HEADER.toLowerCase()]: 'cookie' }
const COOKIE = 'deskledger_session=abc'

/** What counts in a request of the console, unless the test says otherwise. */
function tokenIn(
  headers: SessionSource['headers'],
  operationId: SessionSource['operationId'] = 'ListLoginRecordsNew',
): string | undefined {
  return sessionTokenIn({ headers, operationId })
}

describe("a browser's session", () => {
  it('counts with the header that no other origin can send', () => {
    expect(tokenIn({ ...OURS, cookie: COOKIE })).toBe('abc')
    expect(tokenIn({ cookie: COOKIE })).toBeUndefined()
    expect(tokenIn({ [BROWSER_SESSION_HEADER.toLowerCase()]: 'token', cookie: COOKIE })).toBeUndefined()
  })

  it.each([
    ['DownloadExportFile', undefined, 'abc'],
    ['DownloadExportFile', 'same-origin', 'abc'],
    ['DownloadExportFile', 'same-site', undefined],
    ['DownloadExportFile', 'cross-site', undefined],
    ['DownloadExportFile', 'none', undefined],
    ['DeleteExportTasks', 'same-origin', undefined],
    ['DeleteExportTasks', undefined, undefined],
  ] as const)('of a link to %s from %s is %s', (operationId, site, token) => {
    const headers = { cookie: COOKIE, ...(site !== undefined && { 'sec-fetch-site': site }) }
    expect(tokenIn(headers, operationId)).toBe(token)
  })

  it.each([
    ['none', '', undefined],
    ['empty', 'deskledger_session=', undefined],
    ['alone', 'deskledger_session=a', 'a'],
    ['among others', 'x=1; deskledger_session=a=b ;y=2', 'a=b'],
    ['of a name that is longer', 'my_deskledger_session=a; deskledger_session2=b', undefined],
    ['there twice', 'deskledger_session=a; deskledger_session=b', undefined],
    ['as long as a token', `deskledger_session=${'a'.repeat(LIMITS.tokenLength)}`, 'a'.repeat(LIMITS.tokenLength)],
    ['longer than any token', `deskledger_session=${'a'.repeat(LIMITS.tokenLength + 1)}`, undefined],
  ])('that is %s is read exactly', (_what, cookie, token) => {
    expect(tokenIn({ ...OURS, cookie })).toBe(token)
  })

  it('is none where no cookie came', () => {
    expect(tokenIn(OURS)).toBeUndefined()
    expect(tokenIn({}, undefined)).toBeUndefined()
  })
})

describe('the cookie of a session', () => {
  it('lasts whole seconds, out of reach of scripts and other sites', () => {
    expect(sessionCookie('abc', 86_399_999, { headers: {} })).toBe(
      'deskledger_session=abc; Max-Age=86399; Path=/; HttpOnly; SameSite=Strict',
    )
  })

  it.each([
    ['https://ledger.test', true],
    ['http://ledger.test', false],
    ['http://https://', false],
  ])('set for a page of %s never travels without TLS: %s', (origin, isSecure) => {
    expect(sessionCookie('abc', 1000, { headers: { origin } }).endsWith('; SameSite=Strict; Secure')).toBe(isSecure)
  })

  it('is removed by one that has ended', () => {
    expect(NO_SESSION_COOKIE).toBe('deskledger_session=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict')
  })
})
