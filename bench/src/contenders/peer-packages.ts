import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const FOLDER = new URL('../../peers/', import.meta.url)

const requirePeer = createRequire(new URL('package.json', FOLDER))

/** A package of `bench/peers`. @throws {Error} it is not installed or cannot be loaded */
export function loadPeerPackage(name: string): unknown {
  return requirePeer(name)
}

/** Where a package of `bench/peers` begins. @throws {Error} it is not installed */
export function resolvePeerPackage(name: string): string {
  return requirePeer.resolve(name)
}

/**
 * Installs the packages of the peers when they are missing: far too much for everybody's `npm install`, hence no workspace.
 * @throws {Error} npm failed; it has told why
 */
export function installPeerPackages(tell: (progress: string) => void): void {
  if (isInstalled()) return
  tell('peers: installing PostgreSQL and SQLite, which is compiled; some minutes, once')
  // Elsewhere in the repository no script runs, and npm hands that on to whatever it starts.
  const install = ['ci', '--ignore-scripts=false', '--no-audit', '--no-fund', '--loglevel=error']
  // stdout is for the answers alone.
  const { status } = spawnSync('npm', install, { cwd: fileURLToPath(FOLDER), stdio: ['ignore', 2, 2] })
  if (status !== 0) throw new Error('The packages of bench/peers cannot be installed')
}

/** Exact versions by package. */
export function peerPackageVersions(): Readonly<Record<string, string>> {
  const { dependencies, optionalDependencies } = manifest()
  return { ...dependencies, ...optionalDependencies }
}

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>
  /** What may fail to compile; then it is not tried again each time. */
  readonly optionalDependencies: Readonly<Record<string, string>>
}

function manifest(): Manifest {
  return JSON.parse(readFileSync(new URL('package.json', FOLDER), 'utf8')) as Manifest
}

/** npm writes its marker last; an older installation may lack what is asked for now. */
function isInstalled(): boolean {
  const marker = new URL('node_modules/.package-lock.json', FOLDER)
  if (!existsSync(marker)) return false
  const { packages } = JSON.parse(readFileSync(marker, 'utf8')) as { packages: Record<string, { version: string }> }
  const wanted = Object.entries(manifest().dependencies)
  return wanted.every(([name, version]) => packages[`node_modules/${name}`]?.version === version)
}
