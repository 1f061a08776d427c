import { open, unlink } from 'node:fs/promises'
import { constants } from 'node:os'
import { StorageFullError } from '@deskledger/domain'

/** Lets nobody but the server's own user read export files. */
export const FILE_MODE = 0o600
export const DIRECTORY_MODE = 0o700

/**
 * Runs calls of the file system and says it in the port's words when no room is left.
 * @throws {StorageFullError} the disk or the quota is full
 */
export async function withRoom<T>(calls: () => Promise<T>): Promise<T> {
  try {
    return await calls()
  } catch (error) {
    throw isDiskFull(error) ? new StorageFullError({ cause: error }) : error
  }
}

/** The value of `calls`, or undefined when what they name does not exist. */
export async function ifThere<T>(calls: () => Promise<T>): Promise<T | undefined> {
  try {
    return await calls()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/** Removes a file that may be gone already. @returns whether it was there */
export async function removeIfThere(path: string): Promise<boolean> {
  return (await ifThere(() => unlink(path).then(() => true))) ?? false
}

/** Makes renames and removals within a directory survive a power cut. */
export async function syncDirectory(path: string): Promise<void> {
  // Windows cannot open a directory for syncing; NTFS journals names by itself.
  if (process.platform === 'win32') return
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if ('code' in error && error.code === 'ENOSPC') return true
  // libuv has no name for EDQUOT, so Node tells it by number only.
  return 'errno' in error && error.errno === -constants.errno.EDQUOT
}
