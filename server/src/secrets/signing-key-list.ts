import { open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { StartError } from '../start-error.js'
import { readPrivateFile } from './private-file.js'

/** The public half of a key that this ledger signs with, or did. */
export interface ListedKey {
  readonly keyId: string
  readonly pem: string
  readonly createdAt: Date
  readonly retiredAt?: Date | undefined
}

interface StoredKey {
  readonly key_id: string
  readonly public_key: string
  readonly create_time: string
  readonly retired_time?: string
}

/**
 * Every key that this ledger ever signed with, oldest first.
 *
 * @throws {StartError} 2: the file cannot be read; 3: it is no such list
 */
export async function readKeyList(path: string): Promise<readonly ListedKey[]> {
  const text = await readPrivateFile(path)
  if (text === undefined) return []
  try {
    return (JSON.parse(text) as { signing_keys: StoredKey[] }).signing_keys.map(fromStored)
  } catch (error) {
    throw new StartError(`${path} is damaged; restore it from a backup.`, 3, { cause: error })
  }
}

/** The list once `current` signs: it is the last one, and the only one that is not retired. */
export function withCurrent(
  keys: readonly ListedKey[],
  current: Pick<ListedKey, 'keyId' | 'pem'>,
  now: Date,
): readonly ListedKey[] {
  const last = keys.at(-1)
  if (last?.keyId === current.keyId) return keys
  const retired = keys.map((key) => ({ ...key, retiredAt: key.retiredAt ?? now }))
  const known = keys.find(({ keyId }) => keyId === current.keyId)
  const others = retired.filter(({ keyId }) => keyId !== current.keyId)
  return [...others, { keyId: current.keyId, pem: current.pem, createdAt: known?.createdAt ?? now }]
}

/** Stores the list, whole or not at all. */
export async function storeKeyList(path: string, keys: readonly ListedKey[]): Promise<void> {
  const partial = `${path}.partial`
  {
    await using file = await open(partial, 'w', 0o600)
    await file.writeFile(`${JSON.stringify({ signing_keys: keys.map(toStored) }, null, 2)}\n`)
    await file.sync()
  }
  await rename(partial, path)
  await using directory = await open(dirname(path))
  await directory.sync()
}

function fromStored({ key_id, public_key, create_time, retired_time }: StoredKey): ListedKey {
  return {
    keyId: key_id,
    pem: public_key,
    createdAt: new Date(create_time),
    ...(retired_time === undefined ? {} : { retiredAt: new Date(retired_time) }),
  }
}

function toStored({ keyId, pem, createdAt, retiredAt }: ListedKey): StoredKey {
  return {
    key_id: keyId,
    public_key: pem,
    create_time: createdAt.toISOString(),
    ...(retiredAt && { retired_time: retiredAt.toISOString() }),
  }
}
