import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { copyReadable, LedgerInspection, type ReadableCopy } from '@deskledger/engine-duckdb'
import { copyDurably, toBatchFacts } from '@deskledger/engine-filesystem'
import { isThere } from '../is-there.js'
import { RecoveryError } from './recovery-error.js'

/** A backup to recover from. */
export interface RecoveryBackup {
  readonly path: string
  readonly name: string
  readonly time: string
  /** The last batch in it. */
  readonly batch: number
}

/** The database that a recovery begins with, in its place. */
export interface ChosenDatabase {
  readonly base: 'database' | 'backup'
  /** Copy of the damaged database, if it holds batches beyond the backup. */
  readonly beyond?: string
  /** Bytes at the end of the damaged log that cannot be read. */
  readonly logBytesLeftOut: number
}

/**
 * Puts the better of two databases in a place: the damaged one, if every block of it can be read and it is not older; else
 * that of the backup.
 *
 * @throws {RecoveryError} there is none that can be used, or the two are of different ledgers
 */
export async function chooseDatabase(
  damaged: string,
  backup: RecoveryBackup | undefined,
  { root, database }: { readonly root: string; readonly database: string },
): Promise<ChosenDatabase> {
  const copied = join(root, 'damaged.duckdb')
  const copy = (await isThere(damaged)) ? await copyReadable(damaged, copied) : undefined
  const logBytesLeftOut = copy?.logBytesLeftOut ?? 0
  const last = copy?.sums?.last ?? 0
  if (backup !== undefined && last > 0) await assertSameLedger(copied, backup, Math.min(last, backup.batch))
  if (copy?.isWhole && last >= (backup?.batch ?? 0)) {
    await rename(copied, database)
    if (await isThere(`${copied}.wal`)) await rename(`${copied}.wal`, `${database}.wal`)
    return { base: 'database', logBytesLeftOut }
  }
  if (backup === undefined) throw new RecoveryError(`${damaged} ${whyNotAlone(copy)}; give a backup with --from.`)
  await copyDurably(join(backup.path, 'ledger.duckdb'), database)
  if (last > backup.batch) return { base: 'backup', beyond: copied, logBytesLeftOut }
  await removeCopy(copied)
  return { base: 'backup', logBytesLeftOut }
}

/** Removes a copy of a database with its log. */
export async function removeCopy(path: string): Promise<void> {
  for (const each of [path, `${path}.wal`]) await rm(each, { force: true })
}

function whyNotAlone(copy: ReadableCopy | undefined): string {
  return copy === undefined ? 'is not there, or cannot be opened' : 'cannot be read as a whole'
}

/** The same batch has the same hash in both. */
async function assertSameLedger(copied: string, backup: RecoveryBackup, batch: number): Promise<void> {
  if (batch === 0) return
  const [ours, theirs] = [await batchIn(copied, batch), await batchIn(join(backup.path, 'ledger.duckdb'), batch)]
  if (ours !== theirs) {
    throw new RecoveryError(
      `Batch ${batch} of the backup ${backup.path} is not the one of the data directory: one of them is of another ledger.`,
    )
  }
}

async function batchIn(path: string, sequence: number): Promise<string> {
  const inspection = await LedgerInspection.open({ path })
  try {
    return JSON.stringify((await inspection.batches(sequence, sequence)).map(toBatchFacts))
  } finally {
    await inspection.close()
  }
}
