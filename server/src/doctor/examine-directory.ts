import { access, constants, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import {
  DatabaseDamagedError,
  DatabaseInUseError,
  DatabaseUnreachableError,
  LedgerInspection,
  unknownMigration,
} from '@deskledger/engine-duckdb'
import { BACKUP_FILE, type VerifyingKey } from '@deskledger/proof'
import type { DirectoryProof } from '../backup/directory-problem.js'
import type { KnownLoss } from '../backup/known-losses.js'
import { verifyDirectory } from '../backup/verify-directory.js'
import { assertDatabaseIsThere, type DataDirectory, foreignName, MissingDatabaseError } from '../data-directory.js'
import { isThere } from '../is-there.js'
import type { SealedKey } from '../secrets/check-sealed-secrets.js'
import { examineKeys } from './examine-keys.js'
import { type Remedy, remedyOf } from './remedy.js'
import type { Problem, StartProblem } from './start-problem.js'

/** Something wrong, and what to do about it. */
interface Finding {
  readonly problem: Problem
  readonly remedy: Remedy
}

/** What a data directory looks like to whoever wants to start a server on it. */
export interface Examination {
  readonly directory: DataDirectory
  /** Without any it is sound. */
  readonly findings: readonly Finding[]
  readonly proved: readonly DirectoryProof[]
  /** What earlier recoveries could not bring back: no finding, but never forgotten. */
  readonly losses: readonly KnownLoss[]
  /** Whether it holds no ledger yet: a server would make one. */
  readonly isNew: boolean
}

/** What an examination is made with. */
export interface ExaminationOptions {
  /** The key that seals secrets, when a setting holds it. @default its file */
  readonly secretsKey?: Buffer | undefined
  /** That may have signed; without any, the key in each envelope counts. @default none */
  readonly keys?: readonly VerifyingKey[]
}

/**
 * Finds everything that is wrong with a data directory: what the start of a server would look at, and all that
 * {@link verifyDirectory} proves. Asks no server and changes nothing.
 */
export async function examineDirectory(
  directory: DataDirectory,
  { secretsKey, keys = [] }: ExaminationOptions = {},
): Promise<Examination> {
  const found = (problems: readonly Problem[], more: Partial<Examination> = {}): Examination => ({
    directory,
    findings: problems.map((problem) => ({ problem, remedy: remedyOf(problem) })),
    proved: [],
    losses: [],
    isNew: false,
    ...more,
  })
  const layout = await examineLayout(directory)
  // Without a place to look at, or with somebody else's files, all the rest would only be confusing.
  if (layout.length > 0) return found(layout)
  if (await isWithoutLedger(directory)) return found(await examineKeys(directory, { secretsKey }), { isNew: true })
  const database = await examineDatabase(directory)
  if (database.isClosed) return found(database.problems)
  const keyProblems = await examineKeys(directory, { secretsKey, accessKeys: database.accessKeys })
  const verdict = await verifyDirectory(directory, keys)
  const { problems, proved, losses } = verdict
  return found([...database.problems, ...keyProblems, ...problems], { proved, losses })
}

async function examineLayout(directory: DataDirectory): Promise<readonly StartProblem[]> {
  const { root } = directory
  try {
    const names = await readdir(root)
    if (names.includes(BACKUP_FILE)) return [{ kind: 'is-backup', path: root }]
    await access(root, constants.R_OK | constants.W_OK | constants.X_OK)
    const foreign = foreignName(names, directory)
    return foreign === undefined ? [] : [{ kind: 'foreign-file', path: join(root, foreign) }]
  } catch (error) {
    const { code = 'EIO' } = error as NodeJS.ErrnoException
    const isNoDirectory = code === 'ENOENT' || code === 'ENOTDIR'
    return [isNoDirectory ? { kind: 'no-directory', path: root } : { kind: 'not-accessible', path: root, code }]
  }
}

async function isWithoutLedger(directory: DataDirectory): Promise<boolean> {
  if (await isThere(directory.database)) return isEmptyDatabase(directory)
  try {
    await assertDatabaseIsThere(directory, await readdir(directory.root))
    return !(await isThere(directory.chain))
  } catch (error) {
    if (error instanceof MissingDatabaseError) return false
    throw error
  }
}

/** Whether a server was killed while it made the ledger. Why it cannot be looked at is told later. */
async function isEmptyDatabase({ database: path, chain }: DataDirectory): Promise<boolean> {
  if (await isThere(chain)) return false
  const inspection = await LedgerInspection.open({ path }).catch(() => undefined)
  try {
    return (await inspection?.isEmpty()) === true
  } finally {
    await inspection?.close()
  }
}

/** What can be said before the whole database is read. */
interface DatabaseGlance {
  readonly problems: readonly StartProblem[]
  /** Whether there is no looking into it. */
  readonly isClosed: boolean
  readonly accessKeys?: readonly SealedKey[]
}

async function examineDatabase({ database: path }: DataDirectory): Promise<DatabaseGlance> {
  if (!(await isThere(path))) return { problems: [], isClosed: false }
  try {
    const inspection = await LedgerInspection.open({ path })
    try {
      const migration = await unknownMigration(await inspection.migrations())
      if (migration !== undefined) return { problems: [{ kind: 'too-new', path, migration }], isClosed: true }
      return { problems: [], isClosed: false, accessKeys: await inspection.accessKeys() }
    } finally {
      await inspection.close()
    }
  } catch (error) {
    if (error instanceof DatabaseInUseError) return { problems: [{ kind: 'in-use', path }], isClosed: true }
    if (error instanceof DatabaseUnreachableError) {
      return { problems: [{ kind: 'not-accessible', path, code: 'EACCES' }], isClosed: true }
    }
    // The verdict says what is damaged.
    if (error instanceof DatabaseDamagedError) return { problems: [], isClosed: false }
    throw error
  }
}
