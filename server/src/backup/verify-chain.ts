import { readdir } from 'node:fs/promises'
import { NamedBatches } from '@deskledger/engine-filesystem'
import { LEDGER_CHECKPOINT_TYPE, readLedgerFacts, segmentsIn, type VerifyingKey, verifyLog } from '@deskledger/proof'
import type { DirectoryProblem } from './directory-problem.js'

/** What a whole ledger chain says. */
export interface VerifiedChain {
  readonly isThere: boolean
  readonly named: NamedBatches
  /** Batches from before there was a chain. */
  readonly unnamedCount: number
  readonly problems: readonly DirectoryProblem[]
  readonly keyIds: readonly string[]
}

/** Verifies a whole ledger chain by itself. */
export async function verifyChain(chain: string, keys: readonly VerifyingKey[]): Promise<VerifiedChain> {
  const named = new NamedBatches()
  const names = await readdir(chain).catch(() => [])
  if (segmentsIn(names).length === 0) return { isThere: false, named, unnamedCount: 0, problems: [], keyIds: [] }
  const problems: DirectoryProblem[] = []
  let unnamedCount = 0
  const { keyIds, ...findings } = await verifyLog(chain, {
    keys,
    checkpointType: LEDGER_CHECKPOINT_TYPE,
    onEntry: ({ sequence, facts }) => {
      const read = readLedgerFacts(facts)
      if (read === undefined) problems.push({ kind: 'chain-foreign-entry', sequence })
      if (read?.entry === 'start') unnamedCount = read.batch
      if (read !== undefined) named.add(read)
    },
  })
  problems.push(...findings.problems.map((problem): DirectoryProblem => ({ kind: 'chain-damaged', problem })))
  return { isThere: true, named, unnamedCount, problems, keyIds }
}
