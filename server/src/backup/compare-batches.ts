import type { BatchSums, LedgerInspection } from '@deskledger/engine-duckdb'
import { compareWithChain } from '../ledger-chain/compare.js'
import type { DirectoryProblem, DirectoryProof } from './directory-problem.js'
import { knownLosses, lostCount } from './known-losses.js'
import type { VerifiedChain } from './verify-chain.js'

/** What is wrong between a database and its whole chain, of which every batch is compared with its row; else what that proves. */
export async function compareBatches(
  { named, unnamedCount, isThere }: VerifiedChain,
  inspection: Pick<LedgerInspection, 'hasChain' | 'batches'>,
  sums: BatchSums,
): Promise<{ readonly problem?: DirectoryProblem; readonly proof: DirectoryProof }> {
  const hasChain = await inspection.hasChain()
  if (!isThere) return { ...(hasChain && { problem: { kind: 'chain-missing' } }), proof: { kind: 'no-chain' } }
  const { lastBatch = 0, batches } = named
  const compared = { hasChain, sums, batches: (from: number, to: number) => inspection.batches(from, to) }
  const problem = await compareWithChain({ lastBatch, batches }, compared)
  return {
    ...(problem !== undefined && { problem: { kind: 'ledger', problem } }),
    proof: { kind: 'chain', batchCount: batches.size - lostCount(knownLosses(named)), unnamedCount },
  }
}
