import type { AuditLog } from '@deskledger/domain'

/** How often a checkpoint is written, in milliseconds: what was cut off later than the last one leaves no trace. */
const CHECKPOINT_MS = 60_000

/** Writes a checkpoint of the audit log now and then, when something was recorded. */
export class CheckpointTimer {
  private timer: NodeJS.Timeout | undefined
  private writing: Promise<void> = Promise.resolve()

  constructor(
    private readonly audit: Pick<AuditLog, 'checkpoint'>,
    private readonly logger: { error(fields: object, message: string): void },
    private readonly everyMs = CHECKPOINT_MS,
  ) {}

  start(): void {
    this.timer ??= setInterval(() => {
      this.writing = this.write()
    }, this.everyMs)
  }

  /** Resolves after the last write. */
  async stop(): Promise<void> {
    clearInterval(this.timer)
    await this.writing
  }

  private async write(): Promise<void> {
    try {
      await this.audit.checkpoint()
    } catch (err) {
      this.logger.error({ err }, 'checkpoint of the audit log not written; trying again')
    }
  }
}
