import { readdir, readFile } from 'node:fs/promises'
import { join, resolve, sep } from 'node:path'
import { DatabaseDamagedError, DatabaseInUseError, LedgerInspection } from '@deskledger/engine-duckdb'
import { BACKUP_FILE, readBackup, type VerifyingKey } from '@deskledger/proof'
import { directoryWords } from '../backup/directory-words.js'
import { verifyDirectory } from '../backup/verify-directory.js'
import type { DataDirectory } from '../data-directory.js'
import { isThere } from '../is-there.js'
import type { RecoveryBackup } from './choose-database.js'
import { RecoveryError } from './recovery-error.js'

/** @throws {RecoveryError} something is there that is no empty directory */
export async function assertFree(target: string): Promise<void> {
  if (!(await isThere(target))) return
  const names = await readdir(target).catch(() => ['a file'])
  if (names.length > 0) throw new RecoveryError(`${target} is not empty; choose a new directory.`)
}

/** @throws {RecoveryError} the new directory lies in one that is only read: there it would be a file of somebody else */
export function assertApart(target: string, sources: readonly string[]): void {
  const source = sources.find((each) => `${resolve(target)}${sep}`.startsWith(`${resolve(each)}${sep}`))
  if (source !== undefined)
    throw new RecoveryError(`${target} lies in ${source}, which is not changed; choose another.`)
}

/** @throws {RecoveryError} the directory is not there, or a server runs on it */
export async function assertNotInUse({ root, database }: DataDirectory): Promise<void> {
  if (!(await isThere(root))) throw new RecoveryError(`${root} is not there; give the damaged data directory.`)
  if (!(await isThere(database))) return
  try {
    await (await LedgerInspection.open({ path: database })).close()
  } catch (error) {
    if (error instanceof DatabaseDamagedError) return
    if (error instanceof DatabaseInUseError) throw new RecoveryError(error.message, { cause: error })
    throw error
  }
}

/**
 * A backup that is what was backed up.
 * @throws {RecoveryError} it is not, or no key that counts signed it
 */
export async function provedBackup(path: string, keys: readonly VerifyingKey[]): Promise<RecoveryBackup> {
  const list = await readFile(join(path, BACKUP_FILE), 'utf8').catch(() => '')
  const read = readBackup(list, keys)
  if (read === undefined) throw new RecoveryError(`${path} is no backup that was signed by a key that counts.`)
  const { problems } = await verifyDirectory(path, keys)
  const [problem] = problems
  if (problem !== undefined) {
    throw new RecoveryError(`${path} is not what was backed up: ${directoryWords('en').problem(problem)}.`)
  }
  const { name, time, batch } = read.facts
  return { path, name, time, batch }
}
