/** What is signed regularly: the audit log, the ledger chain. */
interface Signed {
  checkpoint(): Promise<string>
}

/**
 * Writes a checkpoint of each chain, when it has new entries since the last one. It is to be done every minute or so: what
 * is cut off later than the last checkpoint leaves no trace. A failure is logged; the next time tries again.
 */
export async function writeCheckpoints(
  chains: readonly Signed[],
  logger: { error(fields: object, message: string): void },
): Promise<void> {
  for (const chain of chains) {
    try {
      await chain.checkpoint()
    } catch (err) {
      logger.error({ err }, 'checkpoint not written; trying again')
    }
  }
}
