import { entryLine, LEDGER_CHECKPOINT_TYPE, type LostFacts } from '@deskledger/proof'
import { ChainWriter } from '../chain/chain-writer.js'
import type { LedgerChainOptions } from './ledger-chain.js'

/** Writes into a chain that is not open what a recovery could not bring back, durably and signed. */
export async function recordLoss(options: LedgerChainOptions, loss: Omit<LostFacts, 'entry'>): Promise<void> {
  const writer = await ChainWriter.open({ ...options, checkpointType: LEDGER_CHECKPOINT_TYPE })
  try {
    const { line, link } = entryLine({ entry: 'lost', ...loss }, writer.head)
    await writer.write({ entries: `${line}\n`, personal: '' }, link)
    await writer.checkpoint()
  } finally {
    await writer.close()
  }
}
