import { expireFiles, type RetentionParts, sweepFiles } from './retention.js'

/** Expires and sweeps export files, at start and then again and again. */
export class RetentionTimer {
  private timer: NodeJS.Timeout | undefined
  private running: Promise<void> | undefined

  /** @param intervalMs pause between two runs, in milliseconds */
  constructor(
    private readonly parts: RetentionParts,
    private readonly intervalMs = 60_000,
  ) {}

  /** Runs now and then regularly. Harmless when repeated. */
  start(): void {
    if (this.timer !== undefined) return
    this.timer = setInterval(() => this.tick(), this.intervalMs)
    this.tick()
  }

  /** Starts no further run; resolves when the present one has ended. */
  async stop(): Promise<void> {
    clearInterval(this.timer)
    this.timer = undefined
    await this.running
  }

  private tick(): void {
    // A run that takes longer than the interval is not overtaken.
    this.running ??= this.run().finally(() => {
      this.running = undefined
    })
  }

  private async run(): Promise<void> {
    const { logger } = this.parts
    try {
      const expiredCount = await expireFiles(this.parts)
      if (expiredCount > 0) logger.info({ expiredCount }, 'export files expired')
    } catch (err) {
      logger.error({ err }, 'export files not expired; trying again')
    }
    try {
      const leftoverCount = await sweepFiles(this.parts)
      if (leftoverCount > 0) logger.info({ leftoverCount }, 'leftover export files removed')
    } catch (err) {
      logger.error({ err }, 'export files not swept; trying again')
    }
  }
}
