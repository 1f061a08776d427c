import { expect } from 'vitest'
import type { Json, JsonAnswer } from '../../send-as.js'
import type { SigningKeys } from '../../sign-by-the-book.js'
import { tokenFor } from '../../sign-in.js'
import type { Trial } from '../../trial.js'

export const TEMPORARY_KEYS = '/v3.0/OS-CREDENTIAL/securitytokens'

/** Asks for a temporary key with what is said about the token. */
export function askForKey(
  trial: Trial,
  token: Json | undefined,
  headers: Record<string, string> = {},
): Promise<JsonAnswer> {
  const identity = { methods: ['token'], ...(token === undefined ? {} : { token }) }
  return trial.post(TEMPORARY_KEYS, { auth: { identity } }, { as: 'nobody', headers })
}

/** A temporary key for a token, of the root user unless another one is given. */
export async function temporaryKey(
  trial: Trial,
  token?: string,
): Promise<SigningKeys & { readonly securityToken: string }> {
  const { status, body } = await askForKey(trial, { id: token ?? (await tokenFor(trial)) })
  expect(status).toBe(201)
  const credential = body['credential'] as Record<string, string>
  return {
    accessKey: credential['access'] ?? '',
    secretKey: credential['secret'] ?? '',
    securityToken: credential['securitytoken'] ?? '',
  }
}
