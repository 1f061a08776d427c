import { ourFiles, readText } from './repository.js'

/** Every lock file: of the repository, and of tools that few need and that are installed on their first use. */
export const LOCK_FILES = ourFiles().filter((path) => /(^|\/)package-lock\.json$/.test(path))

/** A package as a lock file has it. */
export interface LockedPackage {
  /** `node_modules/…`, or the folder of a workspace. */
  readonly path: string
  readonly name: string
  readonly version: string
  readonly integrity?: string
  readonly resolved?: string
  readonly license?: string
  readonly hasInstallScript?: boolean
  readonly inBundle?: boolean
}

interface Entry extends Partial<LockedPackage> {
  readonly link?: boolean
}

/** Every package that a lock file fetches; our own folders are left out. */
export function lockedPackages(lockFile: string): LockedPackage[] {
  const { packages } = JSON.parse(readText(lockFile)) as { packages: Readonly<Record<string, Entry>> }
  return Object.entries(packages)
    .filter(([path, { link }]) => path.includes('node_modules/') && link !== true)
    .map(([path, { name, version = '', ...entry }]) => ({
      ...entry,
      path,
      name: name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version,
    }))
}
