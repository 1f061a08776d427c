import { readFile } from 'node:fs/promises'
import { UnusableKeyError, VerifyingKey } from '@deskledger/proof'
import { UsageError } from './failures.js'

/**
 * Public keys from files of PEM, as `deskledger keys --pem` prints them.
 *
 * @throws {UsageError} one cannot be read, or is no such key
 */
export async function keysFrom(paths: readonly string[]): Promise<readonly VerifyingKey[]> {
  return Promise.all(paths.map(keyFrom))
}

async function keyFrom(path: string): Promise<VerifyingKey> {
  try {
    return VerifyingKey.fromPem(await readFile(path, 'utf8'))
  } catch (error) {
    const why = error instanceof UnusableKeyError ? error.message : (error as Error).message
    throw new UsageError([`--key ${path}: ${why}`])
  }
}
