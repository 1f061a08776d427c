import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { copyDurably } from '@deskledger/engine-filesystem'
import { SigningKey } from '@deskledger/proof'
import type { DataDirectory } from '../data-directory.js'
import { keyFromText } from '../secrets/key-text.js'
import { SEALING_KEY_BYTES } from '../secrets/sealing.js'

/**
 * Copies key files: those of the damaged directory if they hold keys, else those of the backup. Keys that lie outside the data
 * directory stay there.
 */
export async function takeKeys(damaged: DataDirectory, backup: string | undefined, root: string): Promise<void> {
  const files: readonly [path: string, isUsable: (text: string) => boolean][] = [
    [damaged.secretsKey, (text) => keyFromText(text.trim(), SEALING_KEY_BYTES) !== undefined],
    [damaged.signingKey, (text) => isRead(() => SigningKey.fromPem(text))],
    [
      damaged.signingKeyList,
      (text) => isRead(() => (JSON.parse(text) as { signing_keys: unknown[] }).signing_keys.length),
    ],
  ]
  for (const [path, isUsable] of files) {
    if (isOutside(path, damaged)) continue
    const places = [path, ...(backup === undefined ? [] : [join(backup, basename(path))])]
    for (const place of places) {
      const text = await readFile(place, 'utf8').catch(() => '')
      if (!isUsable(text)) continue
      await copyDurably(place, join(root, basename(path)))
      break
    }
  }
}

/** Whether a setting keeps a file elsewhere. */
export function isOutside(path: string, { root }: Pick<DataDirectory, 'root'>): boolean {
  return path !== join(root, basename(path))
}

function isRead(read: () => unknown): boolean {
  try {
    return read() !== undefined
  } catch {
    return false
  }
}
