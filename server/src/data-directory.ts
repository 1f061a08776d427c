import { chmod, mkdir, readdir, rm } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { DAMAGE_REMEDY } from '@deskledger/engine-duckdb'
import type { Settings } from './settings/definitions.js'

/** Where everything lies. */
export interface DataDirectory {
  readonly root: string
  readonly database: string
  readonly exports: string
  /** Directory of the audit log. */
  readonly audit: string
  /** Directory of the ledger chain. */
  readonly chain: string
  /** File of the key that seals secrets. */
  readonly secretsKey: string
  /** File of the private key that signs. */
  readonly signingKey: string
  /** The public halves of all keys that ever signed. */
  readonly signingKeyList: string
  /** Request bodies under way. */
  readonly spool: string
  /** Rows on their way into a file. */
  readonly rendering: string
}

/** Holds what only a running server needs; the name is ours, so emptying it cannot hit anybody's files. */
const TRANSIENT = '.deskledger-transient'

/** Where the keys lie unless a setting says otherwise. */
const SECRETS_KEY = 'secrets.key'
const SIGNING_KEY = 'signing.key'

const SIGNING_KEY_LIST = 'signing-keys.json'

const AUDIT = 'audit'
const CHAIN = 'chain'

/** What may lie in a data directory: our own, what `quickstart` leaves, and what a fresh file system has in its root. */
function isExpected(name: string, { database, exports, secretsKey, signingKey }: DataDirectory): boolean {
  const keys = [basename(secretsKey), SECRETS_KEY, basename(signingKey), SIGNING_KEY]
  const names = [basename(exports), ...keys, AUDIT, CHAIN, TRANSIENT, 'quickstart', 'lost+found']
  return [basename(database), SIGNING_KEY_LIST].some((head) => name.startsWith(head)) || names.includes(name)
}

/** The first of the names in a data directory that does not belong to a ledger. */
export function foreignName(names: readonly string[], directory: DataDirectory): string | undefined {
  return names.find((name) => !isExpected(name, directory))
}

/** The data directory holds files of somebody else. */
export class UnusableDirectoryError extends Error {
  override readonly name = 'UnusableDirectoryError'
}

/** The database is gone, while what belongs to it is still there: a new one in its place would hide the loss. */
export class MissingDatabaseError extends Error {
  override readonly name = 'MissingDatabaseError'
  constructor(path: string, left: string) {
    super(`${path} is missing, but ${left} of its ledger is there; ${DAMAGE_REMEDY}`)
  }
}

/** The settings that say where things lie. */
export type PlaceSettings = Pick<Settings, 'dataDirectory'> &
  Partial<Pick<Settings, 'recordsUrl' | 'filesUrl' | 'secretsKeyFile' | 'signingKeyFile'>>

/** The paths that the settings mean; nothing is made yet. */
export function dataDirectoryOf(settings: PlaceSettings): DataDirectory {
  const root = resolve(settings.dataDirectory)
  return {
    root,
    database: resolve(settings.recordsUrl ?? join(root, 'ledger.duckdb')),
    exports: resolve(settings.filesUrl ?? join(root, 'exports')),
    audit: join(root, AUDIT),
    chain: join(root, CHAIN),
    secretsKey: resolve(settings.secretsKeyFile ?? join(root, SECRETS_KEY)),
    signingKey: resolve(settings.signingKeyFile ?? join(root, SIGNING_KEY)),
    signingKeyList: join(root, SIGNING_KEY_LIST),
    spool: join(root, TRANSIENT, 'spool'),
    rendering: join(root, TRANSIENT, 'rendering'),
  }
}

/**
 * Makes the directory, or takes one that is empty or ours, and closes it to other users.
 * @throws {UnusableDirectoryError} it holds files of somebody else; nothing was changed
 * @throws {MissingDatabaseError} it is ours, but its database is gone; nothing was changed
 */
export async function makeDataDirectory(directory: DataDirectory): Promise<void> {
  const { root } = directory
  if (await makeMissing(root)) return
  const names = await readdir(root)
  const foreign = foreignName(names, directory)
  if (foreign !== undefined) {
    throw new UnusableDirectoryError(
      `${root} holds files that are not a ledger's (${foreign}); choose an empty directory.`,
    )
  }
  await assertDatabaseIsThere(directory, names)
  await chmod(root, 0o700)
}

/**
 * The database is made first and nothing else without it, apart from keys that an operator may have put there.
 *
 * @param names in the directory
 * @throws {MissingDatabaseError} something of a ledger is there without it
 */
export async function assertDatabaseIsThere({ database }: DataDirectory, names: readonly string[]): Promise<void> {
  const besides = await readdir(dirname(database)).catch((): string[] => [])
  if (besides.includes(basename(database))) return
  const log = `${basename(database)}.wal`
  const left = besides.includes(log) ? log : names.find((name) => name === AUDIT || name === SIGNING_KEY_LIST)
  if (left !== undefined) throw new MissingDatabaseError(database, left)
}

/** Level by level: making all at once never ends below /proc. @returns whether there was anything to make */
async function makeMissing(directory: string): Promise<boolean> {
  try {
    await mkdir(directory, { mode: 0o700 })
    return true
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return false
    if (code !== 'ENOENT' || !(await makeMissing(dirname(directory)))) throw error
    await mkdir(directory, { mode: 0o700 })
    return true
  }
}

/** Empties what only a running server needs. To be called once the database is ours: another server may use it. */
export async function emptyTransientDirectories({ root, spool, rendering }: DataDirectory): Promise<void> {
  await rm(join(root, TRANSIENT), { recursive: true, force: true })
  for (const directory of [spool, rendering]) await mkdir(directory, { recursive: true, mode: 0o700 })
}
