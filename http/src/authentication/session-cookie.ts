import { BROWSER_SESSION_HEADER, LIMITS, type OperationId } from '@deskledger/contract'
import type { FastifyRequest } from 'fastify'

/** Holds the token of a browser's session. */
const COOKIE = 'deskledger_session'

/** The one operation that a browser calls by following a link, so that the file goes to its disk and not through its memory. */
const BY_LINK = 'DownloadExportFile'

/** What of a request its session is read from. */
export interface SessionSource extends Pick<FastifyRequest, 'headers'> {
  readonly operationId: OperationId | undefined
}

/**
 * The token of a browser's session, if the request may use it. Cookies come along by themselves, also with requests that
 * a hostile page made: so it counts only with a header that pages of other origins cannot send, or for the download of a
 * file, which changes nothing, from a page of this origin. `SameSite=Strict` says the same to the browser; this does not
 * rely on it.
 */
export function sessionTokenIn({ headers, operationId }: SessionSource): string | undefined {
  const isOurPage = headers[BROWSER_SESSION_HEADER.toLowerCase()] === 'cookie'
  const isOurLink = operationId === BY_LINK && (headers['sec-fetch-site'] ?? 'same-origin') === 'same-origin'
  if (!isOurPage && !isOurLink) return undefined
  const token = cookieValue(headers.cookie ?? '')
  return token === undefined || token === '' || token.length > LIMITS.tokenLength ? undefined : token
}

/** Undefined also when there are two: it is not known which of them is meant. */
function cookieValue(cookies: string): string | undefined {
  const values = cookies
    .split(';')
    .map((cookie) => cookie.trim())
    .filter((cookie) => cookie.startsWith(`${COOKIE}=`))
  return values.length === 1 ? values[0]?.slice(COOKIE.length + 1) : undefined
}

/** `Set-Cookie` for a session (RFC 6265bis). Over TLS, as the page's own origin tells, it never goes without. */
export function sessionCookie(token: string, lifetimeMs: number, { headers }: Pick<FastifyRequest, 'headers'>): string {
  const isSecure = headers.origin?.startsWith('https://') === true
  return `${COOKIE}=${token}; Max-Age=${Math.floor(lifetimeMs / 1000)}; Path=/; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`
}

/** `Set-Cookie` that removes it. */
export const NO_SESSION_COOKIE = `${COOKIE}=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict`
