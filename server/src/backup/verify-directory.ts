import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseDamagedError, LedgerInspection } from '@deskledger/engine-duckdb'
import { BACKUP_FILE, readBackup, segmentsIn, type VerifyingKey, verifyLog } from '@deskledger/proof'
import { type DataDirectory, dataDirectoryOf } from '../data-directory.js'
import { isThere } from '../is-there.js'
import { compareBatches } from './compare-batches.js'
import type { DirectoryProblem, DirectoryProof, NotProved } from './directory-problem.js'
import { filesIn } from './file-list.js'
import { type KnownLoss, knownLosses } from './known-losses.js'
import { type VerifiedChain, verifyChain } from './verify-chain.js'
import { exportFileProblems } from './verify-exports.js'

/** What a data directory or a backup proves by itself. */
export interface DirectoryVerdict {
  readonly kind: 'backup' | 'data-directory'
  /** Without any it is proved. */
  readonly problems: readonly DirectoryProblem[]
  /** What was found to be so. */
  readonly proved: readonly DirectoryProof[]
  /** What nothing shows. */
  readonly notProved: readonly NotProved[]
  /** What recoveries could not bring back; no problem any more, but never forgotten. */
  readonly losses: readonly KnownLoss[]
  /** The last batch in it; undefined when the database cannot be read. */
  readonly batch?: number | undefined
  readonly recordCount?: number | undefined
  /** Ids of the keys that signed what is in it. */
  readonly keyIds: readonly string[]
}

/** Where the parts of a ledger lie that are verified. */
export type LedgerPlaces = Pick<DataDirectory, 'root' | 'database' | 'chain' | 'audit' | 'exports'>

/**
 * Verifies a data directory that no server runs on, or a backup. Asks no server and changes nothing.
 *
 * @param directory a path, or where its parts lie when settings say so
 * @param keys that may have signed; without any, the key in each envelope counts
 * @throws {DatabaseInUseError} a server runs on it
 * @throws {DatabaseUnreachableError} this user may not read the database
 */
export async function verifyDirectory(
  directory: string | LedgerPlaces,
  keys: readonly VerifyingKey[] = [],
): Promise<DirectoryVerdict> {
  const places = typeof directory === 'string' ? dataDirectoryOf({ dataDirectory: directory }) : directory
  const found = new Findings()
  const list = await readFile(join(places.root, BACKUP_FILE), 'utf8').catch(() => undefined)
  const digests = list === undefined ? new Map<string, string>() : await verifyList(places.root, list, keys, found)
  const ledger = await verifyLedger(places, keys, found)
  await verifyAudit(places, keys, found)
  await verifyExports(places, keys, found, digests)
  const notProved: NotProved[] = ['truth', 'common-cut', ...(keys.length > 0 ? [] : (['whose-key'] as const))]
  const { problems, proved, keyIds } = found
  const kind = list === undefined ? 'data-directory' : 'backup'
  return { kind, problems, proved, notProved, ...ledger, keyIds: [...keyIds] }
}

class Findings {
  readonly problems: DirectoryProblem[] = []
  readonly proved: DirectoryProof[] = []
  readonly keyIds = new Set<string>()

  /** Problems of one matter; without any, it is proved. */
  tell(problems: readonly DirectoryProblem[], proof: DirectoryProof): void {
    this.problems.push(...problems)
    if (problems.length === 0) this.proved.push(proof)
  }
}

/** @returns SHA-256 of every file that it read, by path */
async function verifyList(
  directory: string,
  text: string,
  keys: readonly VerifyingKey[],
  found: Findings,
): Promise<ReadonlyMap<string, string>> {
  const read = readBackup(text, keys)
  if (read === undefined) {
    found.problems.push({ kind: 'list-not-signed' })
    return new Map()
  }
  const listed = new Map(read.facts.files.map((file) => [file.path, file]))
  const problems: DirectoryProblem[] = []
  const files = await filesIn(directory)
  for (const { path, sha256 } of files) {
    const expected = listed.get(path)
    listed.delete(path)
    if (expected === undefined) problems.push({ kind: 'file-unknown', path })
    else if (expected.sha256 !== sha256) problems.push({ kind: 'file-changed', path })
  }
  problems.push(...[...listed.keys()].map((path): DirectoryProblem => ({ kind: 'file-missing', path })))
  found.keyIds.add(read.keyId)
  found.tell(problems, { kind: 'backup', time: read.facts.time, fileCount: read.facts.files.length })
  return new Map(files.map(({ path, sha256 }) => [path, sha256]))
}

async function verifyLedger(
  { database, chain }: LedgerPlaces,
  keys: readonly VerifyingKey[],
  found: Findings,
): Promise<Pick<DirectoryVerdict, 'losses' | 'batch' | 'recordCount'>> {
  const verified = await verifyChain(chain, keys)
  const losses = knownLosses(verified.named)
  for (const keyId of verified.keyIds) found.keyIds.add(keyId)
  found.problems.push(...verified.problems)
  if (!(await isThere(database))) {
    found.problems.push({ kind: 'database-missing', path: database })
    found.proved.push(...chainAlone(verified))
    return { losses }
  }
  let inspection: LedgerInspection | undefined
  try {
    inspection = await LedgerInspection.open({ path: database })
    await inspection.readAll()
    const [sums, recordCount] = [await inspection.sums(), await inspection.recordCount()]
    found.proved.push({ kind: 'database', recordCount, lastBatch: sums.last })
    const { problem, proof } = await compareBatches(verified, inspection, sums)
    if (problem !== undefined) found.problems.push(problem)
    else if (verified.problems.length === 0) found.proved.push(proof)
    if (recordCount > sums.created) {
      found.problems.push({ kind: 'too-many-records', recordCount, createdCount: sums.created })
    }
    return { losses, batch: sums.last, recordCount }
  } catch (error) {
    if (!(error instanceof DatabaseDamagedError)) throw error
    found.problems.push({ kind: 'database-damaged', path: error.path, reason: reasonOf(error) })
    found.proved.push(...chainAlone(verified))
    return { losses }
  } finally {
    await inspection?.close()
  }
}

/** What a chain says when there is no database to compare it with. */
function chainAlone({ isThere, problems, named: { lastBatch = 0 } }: VerifiedChain): readonly DirectoryProof[] {
  return isThere && problems.length === 0 ? [{ kind: 'chain-alone', lastBatch }] : []
}

/** What the engine said, its first line. */
function reasonOf({ cause, message }: DatabaseDamagedError): string {
  const [line = ''] = (cause instanceof Error ? cause.message : message).split('\n')
  return line.replace(/[.!]+$/, '')
}

async function verifyAudit({ audit }: LedgerPlaces, keys: readonly VerifyingKey[], found: Findings): Promise<void> {
  // A database has no audit log only before its server came to listen for the first time.
  const names = await readdir(audit).catch(() => [])
  if (segmentsIn(names).length === 0) {
    found.problems.push({ kind: 'audit-missing', path: audit })
    return
  }
  const { problems, entryCount, keyIds } = await verifyLog(audit, { keys })
  for (const keyId of keyIds) found.keyIds.add(keyId)
  const told = problems.map((problem): DirectoryProblem => ({ kind: 'audit-damaged', problem }))
  found.tell(told, { kind: 'audit', entryCount })
}

async function verifyExports(
  { exports }: LedgerPlaces,
  keys: readonly VerifyingKey[],
  found: Findings,
  digests: ReadonlyMap<string, string>,
): Promise<void> {
  if (!(await isThere(exports))) return
  const { problems, count } = await exportFileProblems(exports, await readdir(exports), keys, digests)
  found.tell(problems, { kind: 'export-files', count })
}
