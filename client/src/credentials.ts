/** A key pair that signs each request (SDK-HMAC-SHA256). */
export interface AccessKeyCredentials {
  readonly accessKey: string
  /** Never leaves this process. */
  readonly secretKey: string
  /** Of a temporary access key; sent and signed as X-Security-Token. */
  readonly securityToken?: string | undefined
}

/** A token that was got elsewhere, sent as X-Auth-Token. It is not renewed: when it ends, calls fail with 401. */
export interface TokenCredentials {
  readonly token: string
}

/**
 * A user who signs in: a token is got at the first call, renewed before it ends, and once after a 401 if the call is
 * safe to repeat. Calls of one project use a token of that project, all others one of the account.
 */
export interface PasswordCredentials {
  /** Name of the account. */
  readonly account: string
  readonly userName: string
  readonly password: string
}

/**
 * The session of the browser that runs this, in a cookie that no script can read; see `createBrowserSession`. Only for a
 * page that the endpoint itself serves. **Extension.**
 */
export interface SessionCredentials {
  readonly session: 'cookie'
}

/** One of the four ways to prove who sends a request. */
export type Credentials = AccessKeyCredentials | TokenCredentials | PasswordCredentials | SessionCredentials

const WAYS = [['accessKey', 'secretKey'], ['token'], ['account', 'userName', 'password'], ['session']] as const

/**
 * Makes sure that exactly one way is given, whole; types alone do not reach callers in JavaScript.
 * @throws {TypeError} which names the members, and never tells their values
 */
export function checkCredentials(given: object): void {
  const members = new Map<string, unknown>(Object.entries(given))
  const isGiven = (name: string): boolean => members.get(name) !== undefined
  const begun = WAYS.filter((names) => names.some(isGiven))
  const [way] = begun
  if (way === undefined || begun.length > 1 || !way.every(isGiven)) {
    throw new TypeError(`Give one of: ${WAYS.map((names) => names.join(' with ')).join('; ')}`)
  }
  for (const name of way) {
    const value = members.get(name)
    if (typeof value !== 'string' || value === '') throw new TypeError(`${name} must be a text that is not empty`)
  }
  if (way[0] === 'token') headerToken(String(members.get('token')))
}

/**
 * A token that can stand in a header.
 * @throws {TypeError} it cannot; `fetch` would say so as well, but with the token in its message
 */
export function headerToken(token: string): string {
  if (!/^[\x21-\x7e]{1,40000}$/.test(token)) {
    throw new TypeError('token must be 1 to 40,000 visible ASCII characters, without spaces or line breaks')
  }
  return token
}
