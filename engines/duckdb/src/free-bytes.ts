import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Room for files of this user beside one at the path, in bytes. */
export async function freeBytes(path: string): Promise<number> {
  const { bavail, bsize } = await statfs(dirname(path))
  return bavail * bsize
}
