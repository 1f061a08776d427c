import {
  DAMAGE_REMEDY,
  type DatabaseOptions,
  DatabaseTooNewError,
  LedgerInspection,
  type LostBatches,
  unknownMigration,
} from '@deskledger/engine-duckdb'
import { readLedgerTail } from '@deskledger/engine-filesystem'
import type { DataDirectory } from '../data-directory.js'
import { isThere } from '../is-there.js'
import { StartError } from '../start-error.js'
import { type ChainProblem, type ComparedDatabase, compareWithChain } from './compare.js'
import { chainProblemWords } from './problem-words.js'

/**
 * Compares database and chain before anything is opened for writing: the engine opens a log that was cut short without a
 * word, and what it still held would be gone when the server stops.
 *
 * @returns batches that earlier recoveries could not bring back
 * @throws {StartError} 3: they do not agree; nothing was changed
 * @throws {DatabaseTooNewError} a newer deskledger wrote it: what its tables mean, nobody here knows
 * @throws {DamagedSegmentError} the chain itself is damaged
 */
export async function checkChainAtStart(
  directory: DataDirectory,
  options: DatabaseOptions,
): Promise<readonly LostBatches[]> {
  const { problem, lost } = await glanceAt(directory, options)
  if (problem === undefined) return lost
  const words = chainProblemWords(problem, directory)
  throw new StartError(`${words}; nothing was changed: ${DAMAGE_REMEDY}`, 3)
}

/** What stands in the way of a start, and what an earlier recovery could not bring back. */
interface Glance {
  readonly problem: ChainProblem | undefined
  readonly lost: readonly LostBatches[]
}

async function glanceAt(directory: DataDirectory, options: DatabaseOptions): Promise<Glance> {
  const tail = await readLedgerTail(directory.chain)
  if (!(await isThere(directory.database))) {
    return { problem: tail && { kind: 'database-missing', lastBatch: tail.lastBatch }, lost: [] }
  }
  const inspection = await LedgerInspection.open(options)
  try {
    if (tail === undefined && (await inspection.isEmpty())) return { problem: undefined, lost: [] }
    const unknown = await unknownMigration(await inspection.migrations())
    if (unknown !== undefined) throw new DatabaseTooNewError(directory.database, unknown)
    const [hasChain, sums] = [await inspection.hasChain(), await inspection.sums()]
    const batches: ComparedDatabase['batches'] = (from, to) => inspection.batches(from, to)
    const problem = await compareWithChain(tail, { hasChain, sums, batches })
    return { problem, lost: await inspection.lostBatches() }
  } finally {
    await inspection.close()
  }
}
