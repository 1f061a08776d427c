import { readText } from './repository.js'

/** The lock files: of the repository, and of the tools for mutation testing. */
export const LOCK_FILES = ['package-lock.json', 'mutation/package-lock.json'] as const

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
