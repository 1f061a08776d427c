import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Root of the repository. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** What is made or fetched, not written. */
const NOT_OURS = new Set(['node_modules', 'dist', '.git', 'coverage', 'deskledger-data', 'results', 'reports'])

/** Paths from the root, with `/`, of all files that are ours. */
export function ourFiles(directory = ROOT): string[] {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    if (NOT_OURS.has(entry.name)) return []
    const path = join(directory, entry.name)
    if (entry.isDirectory()) return ourFiles(path)
    return entry.isFile() ? [relative(ROOT, path).replaceAll('\\', '/')] : []
  })
}

export function readText(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8')
}
