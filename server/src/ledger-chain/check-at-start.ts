import { type DatabaseOptions, LedgerInspection } from '@deskledger/engine-duckdb'
import { readLedgerTail } from '@deskledger/engine-filesystem'
import type { DataDirectory } from '../data-directory.js'
import { isThere } from '../is-there.js'
import { StartError } from '../start-error.js'
import { type ChainProblem, compareWithChain } from './compare.js'
import { chainProblemWords } from './problem-words.js'

/**
 * Compares database and chain before anything is opened for writing: the engine opens a log that was cut short without a
 * word, and what it still held would be gone when the server stops.
 *
 * @throws {StartError} 3: they do not agree; nothing was changed
 * @throws {DamagedSegmentError} the chain itself is damaged
 */
export async function checkChainAtStart(directory: DataDirectory, options: DatabaseOptions): Promise<void> {
  const problem = await chainProblemOf(directory, options)
  if (problem === undefined) return
  const words = chainProblemWords(problem, directory)
  throw new StartError(
    `${words}; nothing was changed: \`deskledger doctor ${directory.root}\` tells more, \`deskledger restore\` restores a backup.`,
    3,
  )
}

async function chainProblemOf(directory: DataDirectory, options: DatabaseOptions): Promise<ChainProblem | undefined> {
  const tail = await readLedgerTail(directory.chain)
  if (!(await isThere(directory.database))) return tail && { kind: 'database-missing', lastBatch: tail.lastBatch }
  const inspection = await LedgerInspection.open(options)
  try {
    const [hasChain, sums] = [await inspection.hasChain(), await inspection.sums()]
    return await compareWithChain(tail, { hasChain, sums, batches: (from, to) => inspection.batches(from, to) })
  } finally {
    await inspection.close()
  }
}
