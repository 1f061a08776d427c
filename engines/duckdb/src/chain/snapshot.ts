import type { Session } from '../database.js'
import { quote } from '../quote.js'
import type { SerialWriter } from '../serial-writer.js'
import { lastSequence } from './keep-chain.js'

/** The ledger in a file of its own, as it stood at one moment. */
export interface Snapshot<T> {
  /** The last batch in it. */
  readonly batch: number
  /** What was asked at that moment. */
  readonly asked: T
}

/**
 * Copies the ledger into a new file while it goes on: one transaction reads the state of one moment. Deliveries wait only
 * until that moment is fixed, which is when no batch is under way.
 *
 * @param ask is asked at that very moment
 */
export async function writeSnapshot<T>(
  session: Session,
  writer: SerialWriter,
  path: string,
  ask: () => Promise<T>,
): Promise<Snapshot<T>> {
  const { name } = await session.one('SELECT current_database() AS name')
  await session.run(`ATTACH ${quote(path)} AS snapshot`)
  try {
    await session.run('BEGIN TRANSACTION')
    try {
      const fixed = await writer.run(async () => ({ batch: await lastSequence(session), asked: await ask() }))
      await session.run(`COPY FROM DATABASE "${String(name).replaceAll('"', '""')}" TO snapshot`)
      await session.run('COMMIT')
      return fixed
    } catch (error) {
      await session.run('ROLLBACK').catch(() => undefined)
      throw error
    }
  } finally {
    // Writes its log into the file.
    await session.run('DETACH snapshot')
  }
}
