import { join } from 'node:path'
import { BACKUP_FILE } from '@deskledger/proof'
import { type DataDirectory, dataDirectoryOf } from './data-directory.js'
import { isThere } from './is-there.js'
import { readSettings } from './settings/read-settings.js'

/** Where a ledger lies, and the key of its secrets if a setting holds that. */
export interface LedgerAt {
  readonly directory: DataDirectory
  readonly secretsKey?: Buffer | undefined
}

/**
 * Where a server with these settings would look for a ledger. A backup has everything within it, whatever the settings say.
 *
 * @param path of the data directory or backup. @default that of the settings
 * @param flags by the name of the environment variable, which they win over
 * @throws {BadSettingsError} settings cannot be used
 */
export async function ledgerAt(
  path: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
  flags: Readonly<Record<string, string | undefined>> = {},
): Promise<LedgerAt> {
  if (path !== undefined && (await isThere(join(path, BACKUP_FILE)))) {
    return { directory: dataDirectoryOf({ dataDirectory: path }) }
  }
  const settings = readSettings(environment, { ...flags, DESKLEDGER_DATA_DIR: path })
  return { directory: dataDirectoryOf(settings), secretsKey: settings.secretsKey }
}
