import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** A directory and all in it that somebody else than its owner could use. */
export async function openToOthers(root: string): Promise<string[]> {
  const paths = [root, ...(await readdir(root, { recursive: true })).map((name) => join(root, name))]
  const modes = await Promise.all(paths.map(async (path) => (await stat(path)).mode))
  return paths.filter((_, at) => ((modes[at] ?? 0) & 0o077) !== 0)
}
