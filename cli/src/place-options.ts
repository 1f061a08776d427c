import type { Command } from 'commander'
import { UsageError } from './failures.js'
import type { LedgerTools } from './ledger-tools.js'

/** Flags that say where parts of a ledger lie, as those of `serve`. */
export interface PlaceFlags {
  readonly recordsUrl?: string
  readonly filesUrl?: string
  readonly secretsKeyFile?: string
  readonly signingKeyFile?: string
}

/** Adds them. What they do not say is as the environment has it for a server. */
export function withPlaces(command: Command): Command {
  return command
    .option('--records-url <url>', 'where the database is (DESKLEDGER_RECORDS_URL)')
    .option('--files-url <url>', 'where export files are (DESKLEDGER_FILES_URL)')
    .option('--secrets-key-file <path>', 'key that secrets are sealed with (DESKLEDGER_SECRETS_KEY_FILE)')
    .option('--signing-key-file <path>', 'key that the server signs with (DESKLEDGER_SIGNING_KEY_FILE)')
}

/**
 * Where a server with these flags and this environment would look for its ledger.
 *
 * @param directory of the ledger, or a backup. @default that of the environment
 * @throws {UsageError} settings cannot be used
 */
export async function placesOf(
  { ledgerAt, BadSettingsError }: Pick<LedgerTools, 'ledgerAt' | 'BadSettingsError'>,
  directory: string | undefined,
  environment: NodeJS.ProcessEnv,
  { recordsUrl, filesUrl, secretsKeyFile, signingKeyFile }: PlaceFlags,
): ReturnType<LedgerTools['ledgerAt']> {
  try {
    return await ledgerAt(directory, environment, {
      DESKLEDGER_RECORDS_URL: recordsUrl,
      DESKLEDGER_FILES_URL: filesUrl,
      DESKLEDGER_SECRETS_KEY_FILE: secretsKeyFile,
      DESKLEDGER_SIGNING_KEY_FILE: signingKeyFile,
    })
  } catch (error) {
    if (error instanceof BadSettingsError) throw new UsageError(error.problems)
    throw error
  }
}
