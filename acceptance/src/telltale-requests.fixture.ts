import { once } from 'node:events'
import { connect } from 'node:net'
import { type SigningCredentials, signRequest } from '@deskledger/signing'
import { type Answer, exchange, type Sent } from './exchange.fixture.js'
import { type Ledger, ROOT, ROOT_USER } from './ledger.fixture.js'

/** What no log, metric, refusal or audit entry may hold, each of them sent to a server, and the refusals that came back. */
export interface Telltales {
  /** Prove who somebody is. */
  readonly credentials: ReadonlyMap<string, string>
  /** Of records. */
  readonly texts: ReadonlyMap<string, string>
  /** Each as it came over the wire, but for a text of its own query in a canonical request (spec/errors.md 3.1). */
  readonly refusals: readonly string[]
  readonly statuses: readonly number[]
}

const LIST = `/v2/${ROOT.projectId}/connections/desktops`
const INGEST = `/v3/${ROOT.projectId}/desktops/connections`
const TOKENS = '/v3/auth/tokens'
const JSON_TYPE = { 'Content-Type': 'application/json' }
const NDJSON = { 'Content-Type': 'application/x-ndjson' }

const WRONG_PASSWORD = 'wrong-passphrase-3f9c'
const NEW_PASSWORD = 'newer-passphrase-77ab'
const MADE_UP_TOKEN = 'made-up-token-51d0e8'
const IN_BODY = 'Gwendolyn-of-a-body'
const IN_QUERY = 'Hildegard-of-a-query'

/** Sends every kind of secret to a server: as it should be, and in requests that are broken in their headers, body or query. */
export async function sendTelltales(ledger: Ledger): Promise<Telltales> {
  const sender = new Sender(ledger.endpoint)
  const { client } = ledger
  const signIn = (password: string): string =>
    JSON.stringify({
      auth: {
        identity: {
          methods: ['password'],
          password: { user: { name: ROOT_USER.userName, password, domain: { name: ROOT_USER.account } } },
        },
      },
    })
  const token = String((await sender.post(TOKENS, signIn(ROOT_USER.password))).headers['x-subject-token'])
  const session = { account: ROOT_USER.account, user_name: ROOT_USER.userName, password: ROOT_USER.password }
  const signedIn = await sender.post('/v1/browser-session', JSON.stringify(session))
  const [cookie = ''] = signedIn.headers['set-cookie']?.[0]?.split(';') ?? []
  const ofToken = JSON.stringify({ auth: { identity: { methods: ['token'], token: { id: token } } } })
  const temporary = JSON.parse((await sender.post('/v3.0/OS-CREDENTIAL/securitytokens', ofToken)).body.toString())
  const { access: accessKey, secret: secretKey, securitytoken: securityToken } = temporary.credential
  const { user_id } = await client.admin.createUser({ name: 'somebody', password: NEW_PASSWORD })
  const made = await client.admin.createAccessKey(user_id)

  // Passwords.
  await sender.post(TOKENS, signIn(WRONG_PASSWORD))
  await sender.post(TOKENS, signIn(ROOT_USER.password).slice(0, -9))
  await sender.post(TOKENS, signIn(ROOT_USER.password).replace('"name"', '"naem"'))
  await sender.post(TOKENS, signIn(WRONG_PASSWORD).replace(`"${WRONG_PASSWORD}"`, `["${WRONG_PASSWORD}"]`))
  await sender.post(TOKENS, signIn(ROOT_USER.password), { 'Content-Type': 'text/plain' })
  await sender.post('/v1/browser-session', JSON.stringify({ ...session, password: WRONG_PASSWORD, remember: true }))
  await sender.signed('PATCH', `/admin/v1/users/${user_id}`, `{"password":"${NEW_PASSWORD}","password":"x"}`, JSON_TYPE)
  // Tokens and cookies.
  await sender.get(LIST, { 'X-Auth-Token': token })
  await sender.get(LIST, { 'X-Auth-Token': MADE_UP_TOKEN })
  await sender.get(LIST, { 'X-Auth-Token': [token, MADE_UP_TOKEN] })
  await sender.get(`${LIST}?limit=none&token=${token}`, { 'X-Auth-Token': token })
  await sender.get(`${LIST}?X-Auth-Token=${token}&limit=%zz`, {})
  await sender.get(`/nowhere/${token}?token=${token}`, { 'X-Auth-Token': token })
  await sender.get(LIST, { Cookie: cookie, 'X-Deskledger-Session': 'cookie' })
  await sender.get(LIST, { Cookie: `${cookie}x`, 'X-Deskledger-Session': 'cookie' })
  await sender.get(LIST, { Cookie: `${cookie}; ${cookie}`, 'X-Deskledger-Session': 'cookie' })
  await sender.get(TOKENS, { 'X-Auth-Token': token, 'X-Subject-Token': MADE_UP_TOKEN })
  // Signatures, and the security token that is signed, too.
  const temporaryKey = { accessKey, secretKey, securityToken }
  await sender.signed('GET', LIST, undefined, {}, temporaryKey)
  await sender.signed('GET', LIST, undefined, { 'X-Auth-Token': token }, { ...temporaryKey, secretKey: 'x' })
  await sender.signed('GET', `${LIST}?user_name=${IN_QUERY}`, undefined, {}, { ...ROOT, secretKey: 'x' })
  await sender.signed('GET', LIST, undefined, {}, ROOT, (headers) => ({ ...headers, 'X-Sdk-Date': 'today' }))
  await sender.signed('GET', LIST, undefined, {}, ROOT, (headers) => ({
    ...headers,
    Authorization: `${headers['Authorization']}, and more`,
  }))
  await sender.signed('GET', LIST, undefined, {}, ROOT, (headers) => ({ ...headers, 'X-Fill': 'x'.repeat(20_000) }))
  // Texts of records.
  const line = { transaction_id: 't1', connection_start_time: new Date(Date.now() - 60_000).toISOString() }
  const body = `${JSON.stringify({ ...line, user_name: IN_BODY })}\n`
  await sender.signed('POST', INGEST, body, NDJSON)
  await sender.signed('POST', `${INGEST}?atomic=true`, `${body}{"user_name":"${IN_BODY}"\n`, NDJSON)
  await sender.signed('POST', `${INGEST}?atomic=true`, JSON.stringify({ ...line, e2e_rtt: IN_BODY }), NDJSON)
  await sender.signed('POST', INGEST, body, { ...NDJSON, 'Content-Encoding': 'gzip' })
  await sender.signed('POST', INGEST, `{"records":"${IN_BODY}"}`, JSON_TYPE)
  await sender.signed('POST', INGEST, body, NDJSON, { ...ROOT, secretKey: 'x' })
  await sender.signed('GET', `${LIST}?user_name=${IN_QUERY}`)
  await sender.signed('GET', `${LIST}?user_name=${IN_QUERY}&max_e2e_rtt=many`)
  await sender.signed('GET', `${LIST}?user_name=${IN_QUERY}&user_name=${IN_QUERY}`)
  await sender.get(`${LIST}?user_name=${IN_QUERY}`, {})
  // A failure inside the server is logged with all there is to tell.
  await client.admin.addFault(ROOT.projectId, { kind: 'refuse', status: 500 })
  await sender.signed('GET', `${LIST}?user_name=${IN_QUERY}`)
  // What is no HTTP, or breaks off.
  await sender.raw(`GET ${LIST}?user_name=${IN_QUERY} HTTP/1.1\r\nX-Auth-Token: ${token}\r\nno header\r\n\r\n`)
  await sender.raw(
    `GET http://elsewhere.test${LIST}?token=${token} HTTP/1.1\r\nHost: x\r\nX-Auth-Token: ${token}\r\n\r\n`,
  )
  await sender.raw(`CONNECT ${token}:443 HTTP/1.1\r\nHost: x\r\nX-Auth-Token: ${token}\r\n\r\n`)
  await sender.breakOff(INGEST, body, { ...NDJSON, 'X-Auth-Token': token })

  const credentials = new Map([
    ['password', ROOT_USER.password],
    ['wrong password', WRONG_PASSWORD],
    ['password of a new user', NEW_PASSWORD],
    ['token', token],
    ['made-up token', MADE_UP_TOKEN],
    ['token in the session cookie', cookie.split('=')[1] ?? ''],
    ['security token', securityToken],
    ['secret key', ROOT.secretKey],
    ['secret key of a temporary key', secretKey],
    ['secret key of a new user', made.secret_key],
    ...sender.signatures.map((signature, at): [string, string] => [`signature ${at}`, signature]),
  ])
  const texts = new Map([
    ['text in a body', IN_BODY],
    ['text in a query', IN_QUERY],
  ])
  return { credentials, texts, refusals: sender.refusals, statuses: sender.statuses }
}

/** Sends requests and keeps what was refused. */
class Sender {
  readonly refusals: string[] = []
  readonly statuses: number[] = []
  readonly signatures: string[] = []

  constructor(private readonly endpoint: string) {}

  get(target: string, headers: Sent['headers'] = {}): Promise<Answer> {
    return this.send({ method: 'GET', target, headers })
  }

  post(target: string, body: string, headers: Record<string, string> = JSON_TYPE): Promise<Answer> {
    return this.send({ method: 'POST', target, headers, body })
  }

  /** @param change what is broken after it was signed */
  signed(
    method: string,
    target: string,
    body?: string,
    headers: Record<string, string> = {},
    signer: SigningCredentials = ROOT,
    change: (headers: Record<string, string>) => Record<string, string> = (unchanged) => unchanged,
  ): Promise<Answer> {
    const url = `${this.endpoint}${target}`
    const signed = signRequest({ method, url, headers, body }, signer, new Date())
    this.signatures.push(/Signature=(\w+)/.exec(signed['Authorization'] ?? '')?.[1] ?? '')
    return this.send({ method, target, headers: change(signed), body })
  }

  /** Sends bytes as they are. */
  async raw(text: string): Promise<void> {
    const socket = connect(Number(new URL(this.endpoint).port), '127.0.0.1')
    const pieces: Buffer[] = []
    socket.on('data', (piece: Buffer) => pieces.push(piece)).on('error', () => {})
    socket.write(text)
    await once(socket, 'data')
    socket.end()
    await once(socket, 'close')
    this.refusals.push(Buffer.concat(pieces).toString('latin1'))
  }

  /** Sends half of a body, once the server asks for it, and leaves. */
  async breakOff(target: string, body: string, headers: Record<string, string>): Promise<void> {
    const socket = connect(Number(new URL(this.endpoint).port), '127.0.0.1').on('error', () => {})
    const lines = Object.entries({
      Host: 'x',
      Expect: '100-continue',
      'Content-Length': String(body.length),
      ...headers,
    })
    socket.write(`POST ${target} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`)
    await once(socket, 'data')
    socket.write(body.slice(0, body.length / 2), () => socket.resetAndDestroy())
    await once(socket, 'close')
  }

  private async send(sent: Sent): Promise<Answer> {
    const answer = await exchange(this.endpoint, sent, false)
    this.statuses.push(answer.status)
    if (answer.status >= 400) {
      const body = answer.body.toString().replaceAll(/canonicalRequest:[^"]*/g, withoutQuery)
      this.refusals.push(JSON.stringify(answer.headers) + body)
    }
    return answer
  }
}

/** A canonical request shows a sender what the server read of the query that came. */
function withoutQuery(canonicalRequest: string): string {
  return canonicalRequest.replaceAll(IN_QUERY, '')
}
