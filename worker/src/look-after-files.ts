import { expireFiles, type RetentionParts, sweepFiles } from './retention.js'

/** Expires and sweeps export files once; what fails is told and left to the next time. */
export async function lookAfterFiles(parts: RetentionParts): Promise<void> {
  const { logger } = parts
  try {
    const expiredCount = await expireFiles(parts)
    if (expiredCount > 0) logger.info({ expiredCount }, 'export files expired')
  } catch (err) {
    logger.error({ err }, 'export files not expired; trying again')
  }
  try {
    const leftoverCount = await sweepFiles(parts)
    if (leftoverCount > 0) logger.info({ leftoverCount }, 'leftover export files removed')
  } catch (err) {
    logger.error({ err }, 'export files not swept; trying again')
  }
}
