import type { ExportClaim, ExportProgress } from '@deskledger/domain'
import type { ExportParts } from './export-parts.js'
import { ExportStopped } from './export-stopped.js'

/** What a lease is kept with. */
export interface LeaseKeeping extends Pick<ExportParts, 'tasks' | 'clock' | 'logger'> {
  readonly leaseMs: number
  /** How far the work is; stored with each renewal. */
  readonly progress: () => ExportProgress
  /** Aborted with {@link ExportStopped} `claim-lost` when the claim is lost. */
  readonly stopper: AbortController
}

/** Longest time between two renewals, in milliseconds: each also tells how far the work is. */
const TELL_MS = 1_000

/** Keeps a claim alive while its task is worked on. */
export class Lease {
  private readonly timer: NodeJS.Timeout
  private renewing: Promise<void> | undefined

  constructor(
    private current: ExportClaim,
    private readonly keeping: LeaseKeeping,
  ) {
    this.timer = setInterval(() => this.tick(), Math.min(keeping.leaseMs / 3, TELL_MS))
  }

  /** The claim as last renewed. */
  get claim(): ExportClaim {
    return this.current
  }

  /**
   * Makes sure that the task is still ours, with a lease that has only begun. After a pause of the whole process (its timers
   * stood still too) this is what tells.
   * @throws {ExportStopped} it is not
   */
  async confirm(): Promise<void> {
    await this.renewing
    await this.renew()
    if (this.hasRunOut()) this.lose()
    this.keeping.stopper.signal.throwIfAborted()
  }

  /** Ends the renewals; no write of theirs follows. The lease itself runs on until its task is finished or given back. */
  async end(): Promise<ExportClaim> {
    clearInterval(this.timer)
    await this.renewing
    return this.current
  }

  private tick(): void {
    if (this.renewing === undefined) {
      this.renewing = this.renew().finally(() => {
        this.renewing = undefined
      })
    } else if (this.hasRunOut()) {
      this.lose()
    }
  }

  private async renew(): Promise<void> {
    const { tasks, clock, leaseMs, progress, logger } = this.keeping
    const { taskId } = this.current.task
    try {
      const renewed = await tasks.renew(this.current, progress(), new Date(clock().getTime() + leaseMs))
      if (renewed === undefined) this.lose()
      else this.current = renewed
    } catch (err) {
      // The store may be back before the lease runs out: the next tick tries again.
      logger.warn({ err, taskId }, 'lease of an export task not renewed')
      if (this.hasRunOut()) this.lose()
    }
  }

  private hasRunOut(): boolean {
    return this.keeping.clock() >= this.current.until
  }

  private lose(): void {
    clearInterval(this.timer)
    this.keeping.stopper.abort(new ExportStopped('claim-lost'))
  }
}
