import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const LIBRARIES = '/usr/lib'

/**
 * Path of a library that a Debian package brings, to be loaded before a program of ours.
 * @throws {Error} it is not installed; `install-tools.mjs` does that
 */
export function debianLibrary(file: string, name: string): string {
  const path = (existsSync(LIBRARIES) ? readdirSync(LIBRARIES) : [])
    .map((architecture) => join(LIBRARIES, architecture, file))
    .find((candidate) => existsSync(candidate))
  if (path === undefined) throw new Error(`${name} is missing: node acceptance/install-tools.mjs`)
  return path
}
