import { createHash, createHmac } from 'node:crypto'

/** A pair of keys, and for a derived key what it is derived for. Fakes of tests only. */
export interface SigningKeys {
  readonly accessKey: string
  readonly secretKey: string
  /** Region and service of a V11 signature. @default SDK-HMAC-SHA256 */
  readonly derivedFor?: string | undefined
}

/** A request as it goes over the wire. */
export interface WireRequest {
  readonly method: string
  readonly path: string
  /** Without `?`. */
  readonly query: string
  /** All of them are signed, in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Buffer
}

const hex = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex')
const hmac = (key: string | Buffer, data: string): Buffer => createHmac('sha256', key).update(data).digest()

/** What is signed otherwise than the book says. */
export interface Deviations {
  readonly uri?: string
  readonly query?: string
  /** Names in lower case, in this order. @default all that are sent, sorted */
  readonly signedHeaders?: readonly string[]
  readonly payloadHash?: string
  /** Date, region and service of a derived key. */
  readonly info?: string
}

/**
 * The Authorization of a request, written from the published text (spec/auth.md 2 and 3) and nothing else: a signer that is
 * not ours.
 */
export function signByTheBook(request: WireRequest, keys: SigningKeys, deviations: Deviations = {}): string {
  const sent = new Map(Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value.trim()]))
  const names = deviations.signedHeaders ?? [...sent.keys()].sort()
  const canonicalRequest = [
    request.method,
    deviations.uri ?? canonicalUri(request.path),
    deviations.query ?? canonicalQuery(request.query),
    names.map((name) => `${name}:${sent.get(name) ?? ''}\n`).join(''),
    names.join(';'),
    deviations.payloadHash ?? sent.get('x-sdk-content-sha256') ?? hex(request.body),
  ].join('\n')
  const date = sent.get('x-sdk-date') ?? ''
  const { accessKey, secretKey, derivedFor } = keys
  if (derivedFor === undefined) {
    const signature = hmac(secretKey, `SDK-HMAC-SHA256\n${date}\n${hex(canonicalRequest)}`).toString('hex')
    return `SDK-HMAC-SHA256 Access=${accessKey}, SignedHeaders=${names.join(';')}, Signature=${signature}`
  }
  const info = deviations.info ?? `${date.slice(0, 8)}/${derivedFor}`
  const derivedKey = hmac(hmac(accessKey, secretKey), `${info}\x01`).toString('hex')
  const signature = hmac(derivedKey, `V11-HMAC-SHA256\n${date}\n${info}\n${hex(canonicalRequest)}`).toString('hex')
  return `V11-HMAC-SHA256 Credential=${accessKey}/${info}, SignedHeaders=${names.join(';')}, Signature=${signature}`
}

function canonicalUri(path: string): string {
  const uri = path.split('/').map(reencoded).join('/')
  return uri.endsWith('/') ? uri : `${uri}/`
}

function canonicalQuery(query: string): string {
  const pairs = query.split('&').filter((piece) => piece !== '')
  return pairs
    .map((pair) => {
      const [key = '', ...value] = pair.split('=')
      return `${reencoded(key)}=${reencoded(value.join('='))}`
    })
    .sort()
    .join('&')
}

/** Every byte but the unreserved ones is escaped. */
function reencoded(text: string): string {
  return encodeURIComponent(decodeURIComponent(text)).replace(
    /[!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
