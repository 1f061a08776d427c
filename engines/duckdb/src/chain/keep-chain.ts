import { type Clock, type LedgerChain, StoreUnavailableError } from '@deskledger/domain'
import type { Session } from '../database.js'
import { toCommittedBatch } from './batch-row.js'
import { BATCH_SUMS, toBatchSums } from './batch-sums.js'

/** Begins the chain of a ledger that has none yet, and names the batch that an interrupted commit left unnamed. */
export async function openChain(session: Session, chain: LedgerChain, clock: Clock): Promise<void> {
  if (chain.lastBatch === undefined) {
    const { last, created, updated } = toBatchSums(await session.one(BATCH_SUMS))
    await chain.start({ lastBatch: last, created, updated })
  }
  await session.run('INSERT INTO ledger_chain SELECT $at WHERE NOT EXISTS (FROM ledger_chain)', { at: clock() })
  await nameMissing(session, chain, await lastSequence(session))
}

/** The last committed batch. It is read each time: after a failed commit only the table knows. */
export async function lastSequence(session: Session): Promise<number> {
  const { last } = await session.one('SELECT coalesce(max(sequence), 0) AS last FROM ingest_batch')
  return Number(last)
}

/**
 * Names what was committed and could not be named then: nothing else is committed before that.
 *
 * @param last the last committed batch
 * @throws {StoreUnavailableError} it cannot be named, or the chain names batches that are not there
 */
export async function nameMissing(session: Session, chain: LedgerChain, last: number): Promise<void> {
  const { lastBatch = 0 } = chain
  if (lastBatch === last) return
  if (lastBatch > last) {
    throw new StoreUnavailableError(
      `Batches ${last + 1} to ${lastBatch} are missing from the ledger; restart the server.`,
    )
  }
  const rows = await session.all('SELECT * FROM ingest_batch WHERE sequence > $named ORDER BY sequence', {
    named: BigInt(lastBatch),
  })
  await chain.append(rows.map(toCommittedBatch))
}
