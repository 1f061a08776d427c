import { type Answer, ROOT_KEY, type RunningLedger, type Sent } from './running-ledger.js'
import { nextSerial } from './serial.js'
import { type SigningKeys, signByTheBook, type WireRequest } from './sign-by-the-book.js'

/** A JSON object as it came. */
export type Json = Readonly<Record<string, unknown>>

/** Who sends a request: nobody, somebody with a token, or with a key. */
export type Caller = 'nobody' | { readonly token: string } | (SigningKeys & { readonly securityToken?: string })

export interface Call {
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer
  /** @default the root user, by key */
  readonly as?: Caller
  /** @default by the book */
  readonly sign?: (request: WireRequest, keys: SigningKeys) => string
}

/** An answer with its body as JSON; empty when it has another type. */
export type JsonAnswer = Answer & { readonly body: Json }

/** Sends a request of somebody. No two are the same request, unless the caller sets X-Serial. */
export async function sendAs(
  ledger: RunningLedger,
  method: string,
  target: string,
  { headers = {}, body, as = ROOT_KEY, sign = signByTheBook }: Call,
): Promise<JsonAnswer> {
  const proven = proof(ledger, { method, target, headers, body }, as, sign)
  const answer = await ledger.send({ method, target, headers: { Host: ledger.host, ...headers, ...proven }, body })
  const isJson = answer.headers['content-type'] === 'application/json' && answer.bytes.byteLength > 0
  return { ...answer, body: isJson ? (JSON.parse(answer.bytes.toString()) as Json) : {} }
}

/** The headers that prove who sends it. */
function proof(
  { host, now }: RunningLedger,
  { method, target, headers, body = '' }: Sent,
  as: Caller,
  sign: NonNullable<Call['sign']>,
): Record<string, string> {
  if (as === 'nobody') return {}
  if ('token' in as) return { 'X-Auth-Token': as.token }
  const added = {
    'X-Sdk-Date': sdkDate(now),
    'X-Serial': String(nextSerial()),
    ...(as.securityToken === undefined ? {} : { 'X-Security-Token': as.securityToken }),
    ...headers,
  }
  const [path = '', ...query] = target.split('?')
  const signed = { Host: host, ...added }
  return { ...added, Authorization: sign({ method, path, query: query.join('?'), headers: signed, body }, as) }
}

/** As X-Sdk-Date writes it. */
export function sdkDate(instant: Date): string {
  return `${instant.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`
}
