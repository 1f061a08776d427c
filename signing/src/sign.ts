import { formatAuthorization } from './authorization-header.js'
import { type HeaderPair, trimOuterSpace } from './canonical-headers.js'
import { canonicalQuery } from './canonical-query.js'
import { canonicalRequest } from './canonical-request.js'
import { canonicalUri } from './canonical-uri.js'
import type { CredentialScope } from './credential-scope.js'
import { decodeQuery } from './decode-query.js'
import { sha256Hex } from './payload-hash.js'
import { type KeyPair, signature, signingKey } from './signature.js'
import { stringToSign } from './string-to-sign.js'
import { formatSdkDate } from './x-sdk-date.js'

/** A request about to be sent. */
export interface UnsignedRequest {
  /** Signed in upper case; send it so (`fetch` leaves `patch` as it is). */
  readonly method: string
  /** Absolute, http or https. Signed as `URL` writes it, which is what `fetch` sends. */
  readonly url: string | URL
  /** Values are ASCII: HTTP libraries disagree on the bytes of other text. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** The exact body; text is sent as UTF-8. @default no body */
  readonly body?: string | Uint8Array | undefined
}

/** Whose signature it is to be. Holds secrets: never log it. */
export interface SigningCredentials extends KeyPair {
  /** Session token of a temporary key pair; sent and signed as X-Security-Token. */
  readonly securityToken?: string | undefined
  /** Sent and signed as X-Project-Id, as project-level clients do. */
  readonly projectId?: string | undefined
  /** Signs with a key derived for this scope (V11-HMAC-SHA256). @default SDK-HMAC-SHA256 */
  readonly derived?: CredentialScope | undefined
}

/** Headers of one's own choice are signed, but for these: the transport sets them, or a proxy may rewrite them. */
const NEVER_SIGNED = new Set([
  'accept',
  'accept-encoding',
  'connection',
  'content-length',
  'transfer-encoding',
  'user-agent',
])

/**
 * Signs a request as the official Node client does (spec/auth.md 2 and 3), with the canonical URI of the published
 * rule. Signed are X-Sdk-Date, Host, X-Project-Id and X-Security-Token when given, and the caller's own headers, except
 * User-Agent and others that change on the way, and names with an underscore, which official clients leave out too.
 *
 * Host is the URL's unless the caller sets one. X-Sdk-Content-Sha256, when the caller sets it, is the payload hash: the
 * hash of a body that is streamed, or `UNSIGNED-PAYLOAD`.
 *
 * @returns the headers to send: the caller's and the signature's. Host is added by the transport, not here, because a
 *   fixed Host would follow a redirect to another server.
 * @throws {MalformedEncodingError} the URL's path or query is not percent-encoded UTF-8
 * @throws {TypeError} the URL is not absolute, or a header is given twice or holds other than ASCII text
 * @throws {RangeError} `now` is not a date that X-Sdk-Date can hold
 */
export function signRequest(
  request: UnsignedRequest,
  credentials: SigningCredentials,
  now: Date,
): Record<string, string> {
  const { derived } = credentials
  const url = new URL(request.url)
  const sdkDate = formatSdkDate(now)
  const scope = derived === undefined ? undefined : { ...derived, date: sdkDate.slice(0, 8) }
  const headers = headersToSend(request, credentials, sdkDate)
  const signed = headersToSign(headers, url.host)
  const canonical = canonicalRequest({
    method: request.method.toUpperCase(),
    uri: canonicalUri(url.pathname),
    query: canonicalQuery(decodeQuery(url.search.slice(1))),
    headers: signed,
    payloadHash: new Map(signed).get('x-sdk-content-sha256') ?? sha256Hex(request.body ?? ''),
  })
  const authorization = {
    accessKey: credentials.accessKey,
    scope,
    signedHeaders: signed.map(([name]) => name),
    signature: signature(signingKey(credentials, scope), stringToSign(sdkDate, scope, canonical)),
  }
  return { ...headers, Authorization: formatAuthorization(authorization) }
}

function headersToSend(
  request: UnsignedRequest,
  { projectId, securityToken }: SigningCredentials,
  sdkDate: string,
): Record<string, string> {
  const own = {
    'X-Sdk-Date': sdkDate,
    ...(projectId !== undefined && { 'X-Project-Id': projectId }),
    ...(securityToken !== undefined && { 'X-Security-Token': securityToken }),
  }
  const replaced = new Set(['authorization', ...Object.keys(own).map((name) => name.toLowerCase())])
  const given = Object.entries(request.headers ?? {}).filter(([name]) => !replaced.has(name.toLowerCase()))
  return { ...Object.fromEntries(given), ...own }
}

function headersToSign(headers: Readonly<Record<string, string>>, host: string): HeaderPair[] {
  const sent = Object.entries(headers).map(([name, value]): HeaderPair => [name.toLowerCase(), trimOuterSpace(value)])
  const byName = new Map(sent)
  if (byName.size < sent.length) throw new TypeError('A header is given twice, in different case.')
  for (const [name, value] of sent) {
    if (!/^[\t\x20-\x7e]*$/.test(value)) throw new TypeError(`Header ${name} holds other than ASCII text.`)
  }
  const signed = [...new Map([['host', host], ...sent])]
  return signed.filter(([name]) => !NEVER_SIGNED.has(name) && !name.includes('_')).sort(([a], [b]) => (a < b ? -1 : 1))
}
