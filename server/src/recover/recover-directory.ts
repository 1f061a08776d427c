import { randomBytes } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { type Clock, systemClock } from '@deskledger/domain'
import { openAuditLog, syncDirectory } from '@deskledger/engine-filesystem'
import { CHECKPOINT_TYPE, LEDGER_CHECKPOINT_TYPE, type VerifyingKey } from '@deskledger/proof'
import { directoryWords } from '../backup/directory-words.js'
import { type DirectoryVerdict, verifyDirectory } from '../backup/verify-directory.js'
import { type DataDirectory, dataDirectoryOf } from '../data-directory.js'
import { ledgerRecovered, signingKeyAdded } from '../own-events.js'
import { openSigningKeys } from '../secrets/signing-keys.js'
import { StartError } from '../start-error.js'
import { assertApart, assertFree, assertNotInUse, provedBackup } from './before-recovery.js'
import { chooseDatabase, type RecoveryBackup, removeCopy } from './choose-database.js'
import { lostRanges } from './lost-ranges.js'
import { type RecoveredBatches, recoverBatches } from './recover-batches.js'
import { RecoveryError } from './recovery-error.js'
import { takeExports } from './take-exports.js'
import { isOutside, takeKeys } from './take-keys.js'
import { type TakenLog, takeLog } from './take-log.js'

/** What a recovery is made of. */
export interface RecoveryParts {
  /** The directory that does not start. It is not changed. */
  readonly damaged: DataDirectory
  /** Path of a backup. @default none */
  readonly backup?: string | undefined
  /** The new data directory: is made, or is empty. */
  readonly target: string
  /** That may have signed; without any, the key in each envelope counts. @default none */
  readonly keys?: readonly VerifyingKey[]
  readonly clock?: Clock
}

/** What was recovered, and what was not. */
export interface Recovery extends RecoveredBatches {
  /** What the new database began as. */
  readonly base: 'database' | 'backup'
  readonly backup: RecoveryBackup | undefined
  /** Bytes at the end of the log that cannot be read. */
  readonly logBytesLeftOut: number
  readonly chain: TakenLog
  readonly audit: TakenLog
  /** Export files that are not what they were, and in no backup. */
  readonly lostExports: readonly string[]
  /** Of the new directory. */
  readonly verdict: DirectoryVerdict
}

/**
 * Makes a new data directory of a damaged one and a backup, or of the former alone, and verifies it. Until that is done it has
 * another name, so a crash leaves the old directory, the new one, or both.
 *
 * @throws {RecoveryError} it cannot be done; nothing is left of it
 */
export async function recoverDirectory(parts: RecoveryParts): Promise<Recovery> {
  const { damaged, keys = [], target } = parts
  assertApart(target, [damaged.root, ...(parts.backup === undefined ? [] : [parts.backup])])
  await assertFree(target)
  await assertNotInUse(damaged)
  const backup = parts.backup === undefined ? undefined : await provedBackup(parts.backup, keys)
  const parent = dirname(resolve(target))
  await mkdir(parent, { recursive: true })
  const partial = join(parent, `.partial-${basename(target)}-${randomBytes(4).toString('hex')}`)
  await mkdir(partial, { mode: 0o700 })
  try {
    const recovery = await fill({ ...parts, keys, clock: parts.clock ?? systemClock }, backup, partial)
    await rename(partial, target)
    await syncDirectory(parent)
    return recovery
  } catch (error) {
    await rm(partial, { recursive: true, force: true })
    throw error instanceof StartError ? ofTheDamaged(error, partial, damaged) : error
  }
}

/** A key that cannot be used is to be put where it came from, not where nothing is left of its copy. */
function ofTheDamaged(error: StartError, partial: string, { root }: DataDirectory): RecoveryError {
  return new RecoveryError(error.message.replaceAll(partial, root), { cause: error })
}

async function fill(
  { damaged, keys, clock }: Required<Omit<RecoveryParts, 'backup' | 'target'>>,
  backup: RecoveryBackup | undefined,
  partial: string,
): Promise<Recovery> {
  const place = placeIn(partial, damaged)
  const inBackup = (name: string): string | undefined => backup && join(backup.path, name)
  const { base, beyond, logBytesLeftOut } = await chooseDatabase(damaged.database, backup, place)
  await takeKeys(damaged, backup?.path, partial)
  const { current: key, isNew } = await openSigningKeys(place, clock)
  const chain = await takeLog({
    from: damaged.chain,
    backup: inBackup('chain'),
    to: place.chain,
    type: LEDGER_CHECKPOINT_TYPE,
    keys,
  })
  const batches = await recoverBatches({
    place,
    beyond: beyond === undefined ? undefined : { path: beyond, batch: backup?.batch ?? 0 },
    key,
    keys,
    clock,
  })
  if (beyond !== undefined) await removeCopy(beyond)
  await sync(place.database)
  const audit = await takeLog({
    from: damaged.audit,
    backup: inBackup('audit'),
    to: place.audit,
    type: CHECKPOINT_TYPE,
    keys,
  })
  const log = await openAuditLog({ directory: place.audit, key, clock })
  if (isNew) await log.append(signingKeyAdded(key.verifying.keyId, clock()))
  await log.append(ledgerRecovered(onRecord(batches, { base, backup, chain, audit }), clock()))
  await log.close()
  const lostExports = await takeExports({ from: damaged.exports, backup: inBackup('exports'), to: place.exports, keys })
  await syncDirectory(partial)
  const verdict = await verifyDirectory(place, keys)
  const [problem] = verdict.problems
  if (problem !== undefined) {
    throw new RecoveryError(`What was recovered is not sound: ${directoryWords('en').problem(problem)}.`)
  }
  return { ...batches, base, backup, logBytesLeftOut, chain, audit, lostExports, verdict }
}

/** The new directory has everything within it, but for keys that settings keep elsewhere. */
function placeIn(root: string, { secretsKey, signingKey, root: damagedRoot }: DataDirectory): DataDirectory {
  const kept = (path: string): string | undefined => (isOutside(path, { root: damagedRoot }) ? path : undefined)
  return dataDirectoryOf({
    dataDirectory: root,
    secretsKeyFile: kept(secretsKey) ?? join(root, basename(secretsKey)),
    signingKeyFile: kept(signingKey) ?? join(root, basename(signingKey)),
  })
}

/** What the audit log keeps of it. */
function onRecord(
  { lost, partlyLost, missingRecords }: RecoveredBatches,
  { base, backup, chain, audit }: Pick<Recovery, 'base' | 'backup' | 'chain' | 'audit'>,
): Readonly<Record<string, string>> {
  const ranges = lostRanges(lost, partlyLost)
  return {
    base,
    ...(backup && { backup: backup.name }),
    lost_batches: ranges.map(({ from, to, isPartly }) => `${from}-${to}${isPartly ? ' in part' : ''}`).join(', '),
    missing_records: String(missingRecords),
    ledger_chain: described(chain),
    audit_log: described(audit),
  }
}

function described({ source, isWhole }: TakenLog): string {
  return source === 'directory' && !isWhole ? 'directory, up to its damage' : source
}

async function sync(path: string): Promise<void> {
  await using file = await open(path, 'r+')
  await file.sync()
}
