import { createHash, createHmac } from 'node:crypto'
import type { WireRequest } from './recorded-requests.fixture.js'

/**
 * The Authorization of a request whose client signs just these headers (spec/auth.md 2). Our own signer signs as the
 * Node client does, so it cannot stand in for the others; and a verifier should also meet a signer that is not ours.
 */
export function authorizationOf(
  { method, path, query, headers, body, signedHeaders, needs_fallback_uri }: WireRequest,
  { accessKey, secretKey }: { readonly accessKey: string; readonly secretKey: string },
): string {
  const values = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value.trim()]))
  const canonicalRequest = [
    method,
    (needs_fallback_uri ? path : decodeURIComponent(path)).split('/').map(encode).join('/').replace(/\/?$/, '/'),
    canonicalQuery(query),
    ...signedHeaders.map((name) => `${name}:${values.get(name)}`),
    '',
    signedHeaders.join(';'),
    sha256(body ?? ''),
  ].join('\n')
  const stringToSign = ['SDK-HMAC-SHA256', values.get('x-sdk-date'), sha256(canonicalRequest)].join('\n')
  const signature = createHmac('sha256', secretKey).update(stringToSign).digest('hex')
  return `SDK-HMAC-SHA256 Access=${accessKey}, SignedHeaders=${signedHeaders.join(';')}, Signature=${signature}`
}

function canonicalQuery(query: string): string {
  return query
    .split('&')
    .filter((piece) => piece !== '')
    .map((piece) => {
      const [name = '', value = ''] = piece.split(/=(.*)/s)
      return [decodeURIComponent(name), decodeURIComponent(value)].map(encode).join('=')
    })
    .sort()
    .join('&')
}

function encode(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
