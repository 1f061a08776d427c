import { BROWSER_SESSION_HEADER } from '@deskledger/contract'
import { sha256Hex, signRequest, type UnsignedRequest } from '@deskledger/signing'
import type { AccessKeyCredentials, Credentials } from './credentials.js'
import { type IssueToken, PasswordTokens } from './password-tokens.js'

/** What shows who sends one request. */
export interface Proof {
  /** Headers of the request, with those of the proof. */
  readonly headers: Readonly<Record<string, string>>
  /** To be called when it was refused. @returns whether there can be another one */
  readonly discard: () => boolean
}

/** What a proof has to be good for. */
export interface ProofScope {
  /** The project of the path; undefined for calls of the account. */
  readonly projectId: string | undefined
  readonly signal: AbortSignal | undefined
}

/** Proves requests, and tells the token it does so with. */
export interface Prover {
  readonly prove: (request: UnsignedRequest, scope: ProofScope) => Promise<Proof>
  /** @throws {TypeError} it does so without tokens */
  readonly token: (scope: ProofScope) => Promise<string>
}

/** The prover of these credentials. */
export function proverOf(credentials: Credentials, issue: IssueToken, clock: () => Date): Prover {
  if ('accessKey' in credentials && credentials.accessKey !== undefined) return signer(credentials, clock)
  if ('token' in credentials && credentials.token !== undefined) {
    const { token } = credentials
    return bearer(
      async () => token,
      () => false,
    )
  }
  if ('session' in credentials && credentials.session !== undefined) return sessionHolder(credentials.session)
  // checkCredentials left no other way.
  const tokens = new PasswordTokens(credentials as Extract<Credentials, { password: string }>, issue, clock)
  return bearer(
    ({ projectId, signal }) => tokens.token(projectId, signal),
    ({ projectId }, token) => {
      tokens.discard(projectId, token)
      return true
    },
  )
}

function signer(credentials: AccessKeyCredentials, clock: () => Date): Prover {
  return {
    prove: async (request, { projectId }) => ({
      headers: signRequest(declaringBody(request), { ...credentials, projectId }, clock()),
      discard: () => false,
    }),
    token: noToken,
  }
}

/** With the hash of the body among the headers, the server knows who sends it before it comes. */
function declaringBody(request: UnsignedRequest): UnsignedRequest {
  if (request.body === undefined) return request
  return { ...request, headers: { ...request.headers, 'X-Sdk-Content-Sha256': sha256Hex(request.body) } }
}

/** The browser itself adds the cookie; the header shows that a page of the same origin asks. */
function sessionHolder(session: string): Prover {
  return {
    prove: async ({ headers = {} }) => ({
      headers: { ...headers, [BROWSER_SESSION_HEADER]: session },
      discard: () => false,
    }),
    token: noToken,
  }
}

async function noToken(): Promise<never> {
  throw new TypeError('This needs a token: give one, or make the client with token or account, userName, password')
}

function bearer(token: Prover['token'], discard: (scope: ProofScope, token: string) => boolean): Prover {
  return {
    token,
    prove: async ({ headers = {} }, scope) => {
      const value = await token(scope)
      return { headers: { ...headers, 'X-Auth-Token': value }, discard: () => discard(scope, value) }
    },
  }
}
