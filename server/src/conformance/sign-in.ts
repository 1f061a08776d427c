import { expect } from 'vitest'
import { ROOT_PASSWORD } from './running-ledger.js'
import type { Json, JsonAnswer } from './send-as.js'
import type { Trial } from './trial.js'

/** Who signs in, where; the root user of the account acme unless said otherwise. */
export interface SignIn {
  readonly account?: string
  readonly name?: string
  readonly password?: string
  readonly scope?: Json
  /** Query of the request. */
  readonly query?: string
}

const TOKENS = '/v3/auth/tokens'

/** The documented body (spec/api.md 10). */
export function passwordBody({ account = 'acme', name = 'ada', password = ROOT_PASSWORD, scope }: SignIn = {}): Json {
  const user = { name, password, domain: { name: account } }
  return {
    auth: { identity: { methods: ['password'], password: { user } }, ...(scope === undefined ? {} : { scope }) },
  }
}

/** Asks for a token, without a proof of identity. */
export function askForToken(trial: Trial, signIn: SignIn = {}): Promise<JsonAnswer> {
  const path = signIn.query === undefined ? TOKENS : `${TOKENS}?${signIn.query}`
  return trial.post(path, passwordBody(signIn), { as: 'nobody' })
}

/** The answer to the root user who asks for the account, made once for all checks: passwords take their time. */
export function rootSignIn(trial: Trial): Promise<JsonAnswer> {
  return trial.ledger.shared('sign-in of the root user', () => askForToken(trial))
}

/** The answer to the root user who asks for a project, which is shared by all checks. */
export function projectSignIn(trial: Trial): Promise<{ readonly holder: Trial; readonly answer: JsonAnswer }> {
  return trial.ledger.shared('sign-in of the root user to a project', async () => {
    const holder = await trial.anywhere()
    const answer = await askForToken(trial, { scope: { project: { id: await holder.projectId() } } })
    return { holder, answer }
  })
}

/** A token, of the root user for the account unless said otherwise. */
export async function tokenFor(trial: Trial, signIn?: SignIn): Promise<string> {
  const { status, headers } = await (signIn === undefined ? rootSignIn(trial) : askForToken(trial, signIn))
  expect(status).toBe(201)
  return String(headers['x-subject-token'])
}

/** Gives a user a password. */
export async function setPassword(trial: Trial, userId: string, password: string): Promise<void> {
  expect(await trial.send('PATCH', `/admin/v1/users/${userId}`, jsonBody({ password }))).toMatchObject({ status: 200 })
}

/** A value as the body of a request. */
export function jsonBody(value: unknown): { readonly headers: Record<string, string>; readonly body: string } {
  return { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(value) }
}
