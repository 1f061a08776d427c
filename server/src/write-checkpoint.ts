import type { AuditLog } from '@deskledger/domain'

/**
 * Writes a checkpoint of the audit log, when something was recorded since the last one. It is to be done every minute or
 * so: what is cut off later than the last checkpoint leaves no trace. A failure is logged; the next time tries again.
 */
export async function writeCheckpoint(
  audit: Pick<AuditLog, 'checkpoint'>,
  logger: { error(fields: object, message: string): void },
): Promise<void> {
  try {
    await audit.checkpoint()
  } catch (err) {
    logger.error({ err }, 'checkpoint of the audit log not written; trying again')
  }
}
