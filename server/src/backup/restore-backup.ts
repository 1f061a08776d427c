import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { copyDurably, syncDirectory } from '@deskledger/engine-filesystem'
import { BACKUP_FILE, readBackup, type VerifyingKey } from '@deskledger/proof'
import { directoryWords } from './directory-words.js'
import { type DirectoryVerdict, verifyDirectory } from './verify-directory.js'

/** A backup was not restored. The message says why and what to do. */
export class RestoreError extends Error {
  override readonly name = 'RestoreError'
}

/**
 * Makes a data directory of a backup, and verifies it before it says done. The ledger chain goes on where the backup ends.
 *
 * @param target is made, or is an empty directory
 * @param keys that may have signed the backup; without any, the key in it counts
 * @throws {RestoreError} the target is not empty, or the backup is not what was written; then nothing was written
 */
export async function restoreBackup(
  backup: string,
  target: string,
  keys: readonly VerifyingKey[] = [],
): Promise<DirectoryVerdict> {
  const names = await readdir(target).catch(() => [])
  if (names.some((name) => name !== 'lost+found')) {
    throw new RestoreError(`${target} is not empty; choose a new directory.`)
  }
  const list = await readFile(join(backup, BACKUP_FILE), 'utf8').catch(() => '')
  const read = readBackup(list, keys)
  if (read === undefined)
    throw new RestoreError(`${backup} has no ${BACKUP_FILE} that was signed by a key that counts.`)
  assertProved(backup, await verifyDirectory(backup, keys))
  await mkdir(target, { recursive: true, mode: 0o700 })
  for (const { path } of read.facts.files) await copyWithParents(backup, target, path)
  for (const directory of ['chain', 'audit', 'exports', '.']) await syncDirectory(join(target, directory))
  const verdict = await verifyDirectory(target, keys)
  assertProved(target, verdict)
  return verdict
}

function assertProved(directory: string, { problems: [first, ...more] }: DirectoryVerdict): void {
  if (first === undefined) return
  const what = directoryWords('en').problem(first)
  const others = more.length === 0 ? '' : ` (and ${more.length} more; \`deskledger verify\` tells them)`
  throw new RestoreError(`${directory} is not what was backed up: ${what}${others}.`)
}

async function copyWithParents(from: string, to: string, path: string): Promise<void> {
  const [name, ...parents] = path.split('/').reverse()
  if (name === undefined || parents.includes('..')) throw new RestoreError(`${path} leads out of the backup.`)
  await mkdir(join(to, ...parents.toReversed()), { recursive: true, mode: 0o700 })
  await copyDurably(join(from, path), join(to, path))
}
