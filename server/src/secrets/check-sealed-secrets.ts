import { type AccessKey, type Secrets, UnreadableSecretError } from '@deskledger/domain'
import { StartError } from '../start-error.js'

/** What of an access key is looked at. */
export type SealedKey = Pick<AccessKey, 'id' | 'sealedSecret'>

/** The first access key whose secret does not open, and why. */
export function unopenedKey(
  keys: readonly SealedKey[],
  secrets: Pick<Secrets, 'unseal'>,
): { readonly id: string; readonly error: UnreadableSecretError } | undefined {
  for (const { id, sealedSecret } of keys) {
    try {
      secrets.unseal(sealedSecret, id)
    } catch (error) {
      if (!(error instanceof UnreadableSecretError)) throw error
      return { id, error }
    }
  }
  return undefined
}

/**
 * Opens every sealed secret once, so that a wrong key shows at start and not at the first request.
 *
 * @param source of the key, as a person knows it
 * @throws {StartError} 3: one cannot be read
 */
export function checkSealedSecrets(keys: readonly SealedKey[], secrets: Pick<Secrets, 'unseal'>, source: string): void {
  const unopened = unopenedKey(keys, secrets)
  if (unopened === undefined) return
  const { id, error } = unopened
  const reason = error.cause instanceof Error ? error.cause.message : error.message
  throw new StartError(
    `The key of ${source} does not open the secret of access key ${id} (${reason}); start with the key that sealed it.`,
    3,
    { cause: error },
  )
}
