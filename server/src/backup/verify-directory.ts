import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseDamagedError, LedgerInspection } from '@deskledger/engine-duckdb'
import { BACKUP_FILE, readBackup, type VerifyingKey, verifyLog } from '@deskledger/proof'
import { isThere } from '../is-there.js'
import { compareBatches } from './compare-batches.js'
import { filesIn } from './file-list.js'
import { exportFileProblems } from './verify-exports.js'

/** What a data directory or a backup proves by itself. */
export interface DirectoryVerdict {
  readonly kind: 'backup' | 'data-directory'
  /** In words, each with what it is about. Without any it is proved. */
  readonly problems: readonly string[]
  /** What was found to be so, in words. */
  readonly proved: readonly string[]
  /** What nothing shows, in words. */
  readonly notProved: readonly string[]
  /** The last batch in it; undefined when the database cannot be read. */
  readonly batch?: number | undefined
  readonly recordCount?: number | undefined
  /** Ids of the keys that signed what is in it. */
  readonly keyIds: readonly string[]
}

/**
 * Verifies a data directory that no server runs on, or a backup. Asks no server and changes nothing.
 *
 * @param keys that may have signed; without any, the key in each envelope counts
 * @throws {DatabaseInUseError} a server runs on it
 */
export async function verifyDirectory(
  directory: string,
  keys: readonly VerifyingKey[] = [],
): Promise<DirectoryVerdict> {
  const found = new Findings()
  const list = await readFile(join(directory, BACKUP_FILE), 'utf8').catch(() => undefined)
  const digests = list === undefined ? new Map<string, string>() : await verifyList(directory, list, keys, found)
  const ledger = await verifyLedger(directory, keys, found)
  await verifyAudit(directory, keys, found)
  await verifyExports(directory, keys, found, digests)
  const notProved = [
    'that the records say what really happened: a batch is known by its counts and the SHA-256 of its delivery',
    'that nothing followed the last signed checkpoint and was cut off everywhere at once',
    ...(keys.length > 0
      ? []
      : ['whose key signed: compare its id with what the operator told you, or give it with --key']),
  ]
  const { problems, proved, keyIds } = found
  const kind = list === undefined ? 'data-directory' : 'backup'
  return { kind, problems, proved, notProved, ...ledger, keyIds: [...keyIds] }
}

class Findings {
  readonly problems: string[] = []
  readonly proved: string[] = []
  readonly keyIds = new Set<string>()

  /** Problems of one matter; without any, it is proved. */
  tell(problems: readonly string[], proved: string): void {
    this.problems.push(...problems)
    if (problems.length === 0) this.proved.push(proved)
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
    found.problems.push(`${BACKUP_FILE} is no list of a backup that was signed by a key that counts`)
    return new Map()
  }
  const listed = new Map(read.facts.files.map((file) => [file.path, file]))
  const problems: string[] = []
  const files = await filesIn(directory)
  for (const { path, sha256 } of files) {
    const expected = listed.get(path)
    listed.delete(path)
    if (expected === undefined) problems.push(`${path} does not belong to the backup`)
    else if (expected.sha256 !== sha256) problems.push(`${path} is not the file that was backed up`)
  }
  problems.push(...[...listed.keys()].map((path) => `${path} is missing`))
  found.keyIds.add(read.keyId)
  found.tell(
    problems,
    `the backup of ${read.facts.time} is whole: ${read.facts.files.length} files are what was written then`,
  )
  return new Map(files.map(({ path, sha256 }) => [path, sha256]))
}

async function verifyLedger(
  directory: string,
  keys: readonly VerifyingKey[],
  found: Findings,
): Promise<Pick<DirectoryVerdict, 'batch' | 'recordCount'>> {
  const inspection = await LedgerInspection.open({ path: join(directory, 'ledger.duckdb') })
  try {
    await inspection.readAll()
    const [sums, recordCount] = [await inspection.sums(), await inspection.recordCount()]
    found.proved.push(`the database can be read, every block of it: ${recordCount} records in ${sums.last} batches`)
    const compared = await compareBatches(join(directory, 'chain'), inspection, sums, keys)
    for (const keyId of compared.keyIds) found.keyIds.add(keyId)
    found.tell(compared.problems, compared.proved)
    if (recordCount > sums.created) {
      found.problems.push(`there are ${recordCount} records, but the batches created ${sums.created}`)
    }
    return { batch: sums.last, recordCount }
  } catch (error) {
    if (!(error instanceof DatabaseDamagedError)) throw error
    found.problems.push(`${join(directory, 'ledger.duckdb')} is damaged: ${String(error.cause ?? error.message)}`)
    return {}
  } finally {
    await inspection.close()
  }
}

async function verifyAudit(directory: string, keys: readonly VerifyingKey[], found: Findings): Promise<void> {
  const audit = join(directory, 'audit')
  const { problems, entryCount, keyIds } = await verifyLog(audit, { keys })
  for (const keyId of keyIds) found.keyIds.add(keyId)
  const told = problems.map((problem) => `audit log: ${JSON.stringify(problem)}`)
  found.tell(told, `the audit log is whole: ${entryCount} entries, none changed, removed or inserted`)
}

async function verifyExports(
  directory: string,
  keys: readonly VerifyingKey[],
  found: Findings,
  digests: ReadonlyMap<string, string>,
): Promise<void> {
  const exports = join(directory, 'exports')
  if (!(await isThere(exports))) return
  const { problems, count } = await exportFileProblems(exports, await readdir(exports), keys, digests)
  found.tell(problems, `${count} export files are what their manifests were signed for`)
}
