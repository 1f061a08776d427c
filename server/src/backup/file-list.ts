import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { BACKUP_FILE, type BackupFacts } from '@deskledger/proof'

/** Every file of a backup but its list, with size and SHA-256, by path. */
export async function filesIn(directory: string): Promise<BackupFacts['files']> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => path !== join(directory, BACKUP_FILE))
    .sort()
  const files: BackupFacts['files'][number][] = []
  for (const path of paths) {
    files.push({ path: relative(directory, path).split(sep).join('/'), ...(await digestOf(path)) })
  }
  return files
}

/** Size and SHA-256 of a file. */
export async function digestOf(path: string): Promise<{ readonly byte_count: number; readonly sha256: string }> {
  const hash = createHash('sha256')
  let byteCount = 0
  for await (const piece of createReadStream(path, { highWaterMark: 1_048_576 }) as AsyncIterable<Buffer>) {
    hash.update(piece)
    byteCount += piece.byteLength
  }
  return { byte_count: byteCount, sha256: hash.digest('hex') }
}
