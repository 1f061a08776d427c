import { chmod, constants, copyFile, rm, stat, truncate } from 'node:fs/promises'
import type { BatchSums } from '../chain/batch-sums.js'
import { LedgerInspection } from '../chain/ledger-inspection.js'
import { DatabaseDamagedError } from '../database-errors.js'

/** What a copy of a damaged database still is. */
export interface ReadableCopy {
  /** Whether every block of it can be read. */
  readonly isWhole: boolean
  /** Undefined when its batches cannot be read. */
  readonly sums: BatchSums | undefined
  /** Bytes at the end of the log that cannot be read and were left out. */
  readonly logBytesLeftOut: number
}

/**
 * Copies a database with as much of its log as can be read: up to a damaged entry. The original is not opened for writing.
 *
 * @returns undefined when it cannot be opened even without its log; then there is no copy
 */
export async function copyReadable(from: string, to: string): Promise<ReadableCopy | undefined> {
  await copyPrivately(from, to)
  const logBytes = await sizeOf(`${from}.wal`)
  const keptBytes = logBytes === 0 || (await opensWith(from, to, logBytes)) ? logBytes : await readableLog(from, to)
  if (keptBytes === undefined || !(await opensWith(from, to, keptBytes))) {
    for (const path of [to, `${to}.wal`]) await rm(path, { force: true })
    return undefined
  }
  return { ...(await contentOf(to)), logBytesLeftOut: logBytes - keptBytes }
}

/** The longest beginning of the log that the engine reads; undefined when the file cannot be opened even without it. */
async function readableLog(from: string, to: string): Promise<number | undefined> {
  if (!(await opensWith(from, to, 0))) return undefined
  let [readable, unreadable] = [0, await sizeOf(`${from}.wal`)]
  // An entry that is not there to its end is no damage to the engine, so this finds the damaged one.
  while (unreadable - readable > 1) {
    const middle = Math.floor((readable + unreadable) / 2)
    if (await opensWith(from, to, middle)) readable = middle
    else unreadable = middle
  }
  return readable
}

async function opensWith(from: string, to: string, logBytes: number): Promise<boolean> {
  await rm(`${to}.wal`, { force: true })
  if (logBytes > 0) {
    await copyPrivately(`${from}.wal`, `${to}.wal`)
    await truncate(`${to}.wal`, logBytes)
  }
  return !isDamaged(await inspected(to, async () => undefined))
}

async function contentOf(path: string): Promise<Pick<ReadableCopy, 'isWhole' | 'sums'>> {
  const read = await inspected(path, (inspection) => inspection.readAll())
  const sums = await inspected(path, (inspection) => inspection.sums())
  return { isWhole: !isDamaged(read), sums: isDamaged(sums) ? undefined : sums }
}

async function inspected<T>(
  path: string,
  look: (inspection: LedgerInspection) => Promise<T>,
): Promise<T | DatabaseDamagedError> {
  try {
    const inspection = await LedgerInspection.open({ path })
    try {
      return await look(inspection)
    } finally {
      await inspection.close()
    }
  } catch (error) {
    if (error instanceof DatabaseDamagedError) return error
    throw error
  }
}

function isDamaged(value: unknown): value is DatabaseDamagedError {
  return value instanceof DatabaseDamagedError
}

/** Copies a file for its owner only; by reference where the file system can. */
async function copyPrivately(from: string, to: string): Promise<void> {
  await copyFile(from, to, constants.COPYFILE_FICLONE)
  await chmod(to, 0o600)
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  )
}
