import { randomBytes } from 'node:crypto'
import { StartError } from '../start-error.js'
import { keyFromText } from './key-text.js'
import { makePrivateFile, readPrivateFile } from './private-file.js'
import { SEALING_KEY_BYTES } from './sealing.js'

/**
 * Reads the key that seals secrets. Where there is no file yet, one is made, synced before anything is sealed with it.
 *
 * @param isFounded whether the ledger holds secrets already: then a new key would be of no use
 * @throws {StartError} 2: others can read the file, or it cannot be read or made; 3: it is missing or holds no key
 */
export async function sealingKeyFrom(path: string, { isFounded }: { isFounded: boolean }): Promise<Buffer> {
  const text = await readPrivateFile(path)
  if (text !== undefined) return keyIn(text, path)
  if (isFounded) {
    throw new StartError(
      `${path} is missing, and without it the secrets of this ledger cannot be read; restore it from a backup.`,
      3,
    )
  }
  const key = randomBytes(SEALING_KEY_BYTES)
  await makePrivateFile(path, `${key.toString('base64')}\n`)
  return key
}

function keyIn(text: string, path: string): Buffer {
  const key = keyFromText(text.trim(), SEALING_KEY_BYTES)
  if (key === undefined) {
    throw new StartError(
      `${path} holds no key (base64 of ${SEALING_KEY_BYTES} bytes); restore it, or remove it if the ledger is new.`,
      3,
    )
  }
  return key
}
