import { type FileHandle, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { StartError } from '../start-error.js'

/** Group and others, reading, writing or both. */
const OTHERS = 0o077

/** Whether a file of this mode can be used by others than its owner. */
export function isOpenToOthers(mode: number): boolean {
  return (mode & OTHERS) !== 0
}

/**
 * The text of a file that only its owner may use; undefined when there is none.
 *
 * @throws {StartError} 2: others can read the file, or it cannot be read
 */
export async function readPrivateFile(path: string): Promise<string | undefined> {
  const file = await opened(path, 'r')
  if (file === undefined) return undefined
  await using _ = file
  const facts = await file.stat()
  // A directory can be opened, and fails only when it is read.
  if (!facts.isFile()) throw new StartError(`${path} is no file; give the file of the key.`, 2)
  const { mode } = facts
  if (isOpenToOthers(mode)) {
    throw new StartError(`${path} is open to other users (mode ${(mode & 0o777).toString(8)}); run chmod 600 on it.`, 2)
  }
  return file.readFile('utf8')
}

/**
 * Makes a file for its owner only, durable when this resolves.
 *
 * @throws {StartError} 2: it cannot be made, or somebody else made it in the meantime
 */
export async function makePrivateFile(path: string, text: string): Promise<void> {
  const file = await opened(path, 'wx')
  if (file === undefined) throw new StartError(`${path} cannot be made: its directory does not exist.`, 2)
  await using _ = file
  await file.writeFile(text)
  await file.sync()
  await using directory = await open(dirname(path))
  await directory.sync()
}

async function opened(path: string, flags: 'r' | 'wx'): Promise<FileHandle | undefined> {
  try {
    return await open(path, flags, 0o600)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return undefined
    throw new StartError(`${path} cannot be opened: ${code}; it has to be a file of this user.`, 2, { cause: error })
  }
}
