import { resolve, sep } from 'node:path'
import type { Backup } from '@deskledger/contract'
import type { Settings } from '../settings/definitions.js'
import { StartError } from '../start-error.js'
import { type BackupParts, makeBackup } from './make-backup.js'

/**
 * Makes backups in the directory of the settings; undefined when there is none.
 * @throws {StartError} it lies within the data directory
 */
export function backupMaker(
  parts: BackupParts,
  { backupDirectory }: Pick<Settings, 'backupDirectory'>,
): (() => Promise<Backup>) | undefined {
  if (backupDirectory === undefined) return undefined
  const destination = resolve(backupDirectory)
  if (`${destination}${sep}`.startsWith(`${parts.directory.root}${sep}`)) {
    throw new StartError(`DESKLEDGER_BACKUP_DIR ${destination} lies within the data directory; choose another one.`, 2)
  }
  return async () => {
    const { name, time, batch, files } = await makeBackup(parts, destination)
    const byteCount = files.reduce((sum, file) => sum + file.byte_count, 0)
    return { name, time, batch, file_count: files.length, byte_count: byteCount }
  }
}
