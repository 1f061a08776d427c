import { type Directory, type Secrets, UnreadableSecretError } from '@deskledger/domain'
import { StartError } from '../start-error.js'

/**
 * Opens every sealed secret once, so that a wrong key shows at start and not at the first request.
 *
 * @param source of the key, as a person knows it
 * @throws {StartError} 3: one cannot be read
 */
export function checkSealedSecrets(directory: Directory, secrets: Pick<Secrets, 'unseal'>, source: string): void {
  for (const { id, sealedSecret } of directory.all('access-key')) {
    try {
      secrets.unseal(sealedSecret, id)
    } catch (error) {
      if (!(error instanceof UnreadableSecretError)) throw error
      const reason = error.cause instanceof Error ? error.cause.message : error.message
      throw new StartError(
        `The key of ${source} does not open the secret of access key ${id} (${reason}); start with the key that sealed it.`,
        3,
        { cause: error },
      )
    }
  }
}
