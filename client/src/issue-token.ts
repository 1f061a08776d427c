import type { BodyOf, TokenDescription } from '@deskledger/contract'
import { unreadableAnswer } from './answer-error.js'
import type { PasswordCredentials } from './credentials.js'
import { readJson } from './read-answer.js'

/** A token and what it is for. */
export interface IssuedToken {
  /** Goes into X-Auth-Token. A secret. */
  readonly token: string
  readonly description: TokenDescription['token']
}

/** Whose token is wanted. */
export interface TokenOrder extends PasswordCredentials {
  /** The one project it is to reach. @default the account, and every project of it that its user may reach */
  readonly projectId?: string | undefined
}

/** The body that asks for a token. */
export function tokenRequest(order: TokenOrder): BodyOf<'KeystoneCreateUserTokenByPassword'> {
  const { account, userName, password, projectId } = order
  const user = { name: userName, password, domain: { name: account } }
  const scope = projectId === undefined ? { domain: { name: account } } : { project: { id: projectId } }
  return { auth: { identity: { methods: ['password'], password: { user } }, scope } }
}

/** Reads the answer; the token itself is a header. */
export async function readIssuedToken(response: Response): Promise<IssuedToken> {
  const token = response.headers.get('x-subject-token')
  const { token: description } = await readJson<TokenDescription>(response)
  if (token === null || description === undefined) throw unreadableAnswer(response)
  return { token, description }
}
