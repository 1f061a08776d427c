import { readdir } from 'node:fs/promises'
import type { BatchSums, LedgerInspection } from '@deskledger/engine-duckdb'
import { NamedBatches } from '@deskledger/engine-filesystem'
import { LEDGER_CHECKPOINT_TYPE, readLedgerFacts, segmentsIn, type VerifyingKey, verifyLog } from '@deskledger/proof'
import { compareWithChain } from '../ledger-chain/compare.js'
import { chainProblemWords } from '../ledger-chain/problem-words.js'

/** What the whole chain says of a database. */
export interface ComparedBatches {
  readonly problems: readonly string[]
  readonly proved: string
  readonly keyIds: readonly string[]
}

/** Verifies a whole ledger chain, and compares every batch that it names with its row. */
export async function compareBatches(
  chain: string,
  inspection: Pick<LedgerInspection, 'hasChain' | 'batches'>,
  sums: BatchSums,
  keys: readonly VerifyingKey[],
): Promise<ComparedBatches> {
  const hasChain = await inspection.hasChain()
  const names = await readdir(chain).catch(() => [])
  if (segmentsIn(names).length === 0) {
    const problems = hasChain ? ['the ledger chain is missing'] : []
    return { problems, proved: 'the ledger has no chain yet; nothing shows whether batches are missing', keyIds: [] }
  }
  const named = new NamedBatches()
  const problems: string[] = []
  let firstNamed = 1
  const { keyIds, ...findings } = await verifyLog(chain, {
    keys,
    checkpointType: LEDGER_CHECKPOINT_TYPE,
    onEntry: ({ sequence, facts }) => {
      const read = readLedgerFacts(facts)
      if (read === undefined) problems.push(`entry ${sequence} of the ledger chain is of another kind`)
      if (read?.entry === 'start') firstNamed = read.batch + 1
      if (read !== undefined) named.add(read)
    },
  })
  problems.push(...findings.problems.map((problem) => `ledger chain: ${JSON.stringify(problem)}`))
  const { lastBatch = 0, batches } = named
  const compared = { hasChain, sums, batches: (from: number, to: number) => inspection.batches(from, to) }
  const problem = await compareWithChain({ lastBatch, batches }, compared)
  if (problem !== undefined) problems.push(chainProblemWords(problem, { database: 'the database', chain: 'the chain' }))
  const before = firstNamed > 1 ? `; nothing is named of the ${firstNamed - 1} batches before them` : ''
  const proved = `the ledger chain is whole, and each of the ${batches.size} batches it names is in the database with its counts and hash${before}`
  return { problems, proved, keyIds }
}
