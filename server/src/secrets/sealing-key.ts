import { randomBytes } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { StartError } from '../start-error.js'
import { keyFromText } from './key-text.js'
import { SEALING_KEY_BYTES } from './sealing.js'

/** Group and others, reading, writing or both. */
const OTHERS = 0o077

/**
 * Reads the key that seals secrets. Where there is no file yet, one is made, synced before anything is sealed with it.
 *
 * @param isFounded whether the ledger holds secrets already: then a new key would be of no use
 * @throws {StartError} 2: others can read the file, or it cannot be read or made; 3: it is missing or holds no key
 */
export async function sealingKeyFrom(path: string, { isFounded }: { isFounded: boolean }): Promise<Buffer> {
  const file = await opened(path, 'r')
  if (file !== undefined) {
    await using _ = file
    return await keyIn(file, path)
  }
  if (isFounded) {
    throw new StartError(
      `${path} is missing, and without it the secrets of this ledger cannot be read; restore it from a backup.`,
      3,
    )
  }
  return makeKey(path)
}

async function keyIn(file: FileHandle, path: string): Promise<Buffer> {
  const facts = await file.stat()
  // A directory can be opened, and fails only when it is read.
  if (!facts.isFile()) throw new StartError(`${path} is no file; give the file of the key.`, 2)
  const { mode } = facts
  if ((mode & OTHERS) !== 0) {
    throw new StartError(`${path} is open to other users (mode ${(mode & 0o777).toString(8)}); run chmod 600 on it.`, 2)
  }
  const key = keyFromText((await file.readFile('utf8')).trim(), SEALING_KEY_BYTES)
  if (key === undefined) {
    throw new StartError(
      `${path} holds no key (base64 of ${SEALING_KEY_BYTES} bytes); restore it, or remove it if the ledger is new.`,
      3,
    )
  }
  return key
}

async function makeKey(path: string): Promise<Buffer> {
  const key = randomBytes(SEALING_KEY_BYTES)
  // Fails if somebody else made it in the meantime.
  const file = await opened(path, 'wx')
  if (file === undefined) throw new StartError(`${path} cannot be made: its directory does not exist.`, 2)
  await using _ = file
  await file.writeFile(`${key.toString('base64')}\n`)
  await file.sync()
  await using directory = await open(dirname(path))
  await directory.sync()
  return key
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
