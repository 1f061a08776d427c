import type { ExportClaim } from '@deskledger/domain'
import { DEFAULT_EXPORT_SETTINGS, type ExportParts, type ExportSettings } from './export-parts.js'
import { ExportStopped } from './export-stopped.js'
import { runExport } from './run-export.js'

/** How a worker takes and works off exports. */
export interface WorkerSettings extends ExportSettings {
  /** How often it looks for work without being woken, in milliseconds. @default 1_000 */
  readonly pollMs: number
  /** Exports worked off at the same time. @default 1 */
  readonly concurrency: number
}

/** Settings as given; all but the worker's name have a default. */
export type GivenWorkerSettings = Pick<WorkerSettings, 'workerId'> & Partial<Omit<WorkerSettings, 'workerId'>>

/** How a worker stops. `drain`: take no more, finish, stop. `abort`: give the tasks back, stop. */
export type StopMode = 'drain' | 'abort'

interface RunningExport {
  readonly taskId: string
  readonly stopper: AbortController
  readonly ended: Promise<void>
}

/** Claims export tasks, oldest first, and works them off. */
export class ExportWorker {
  private readonly settings: WorkerSettings
  private readonly running = new Set<RunningExport>()
  private timer: NodeJS.Timeout | undefined
  private taking: Promise<void> | undefined
  private isWoken = false

  constructor(
    private readonly parts: ExportParts,
    settings: GivenWorkerSettings,
  ) {
    this.settings = { ...DEFAULT_EXPORT_SETTINGS, pollMs: 1_000, concurrency: 1, ...settings }
  }

  /** Begins to take tasks. Harmless when repeated; a stopped worker may be started again. */
  start(): void {
    if (this.timer !== undefined) return
    this.timer = setInterval(() => this.wake(), this.settings.pollMs)
    this.wake()
  }

  /** Looks for work now: a task was just added. Ignored while stopped. */
  wake(): void {
    if (this.timer === undefined) return
    this.isWoken = true
    this.taking ??= this.take().finally(() => {
      this.taking = undefined
      // A call between the last look and here found `taking` still set.
      if (this.isWoken) this.wake()
    })
  }

  /** Stops the export of a task that was removed; one that does not run here is ignored. */
  cancel(taskId: string): void {
    for (const run of this.running) {
      if (run.taskId === taskId) run.stopper.abort(new ExportStopped('claim-lost'))
    }
  }

  /**
   * Stops the worker; resolves after its last write. Calling it again with `abort` ends a drain early.
   */
  async stop({ mode }: { readonly mode: StopMode }): Promise<void> {
    clearInterval(this.timer)
    this.timer = undefined
    if (mode === 'abort') {
      for (const run of this.running) run.stopper.abort(new ExportStopped('worker-stops'))
    }
    await this.taking
    await Promise.all([...this.running].map((run) => run.ended))
  }

  private async take(): Promise<void> {
    while (this.isWoken) {
      this.isWoken = false
      try {
        while (this.hasRoom()) {
          const claim = await this.claim()
          if (claim === undefined) break
          this.run(claim)
        }
      } catch (err) {
        this.parts.logger.error({ err }, 'export tasks not claimed; trying again')
      }
    }
  }

  private hasRoom(): boolean {
    return this.timer !== undefined && this.running.size < this.settings.concurrency
  }

  private async claim(): Promise<ExportClaim | undefined> {
    const { tasks, clock } = this.parts
    const claim = await tasks.claim(this.settings.workerId, clock(), this.settings.leaseMs)
    if (claim === undefined || this.timer !== undefined) return claim
    // Stopped while the store answered.
    await tasks.giveBack(claim)
    return undefined
  }

  private run(claim: ExportClaim): void {
    const { taskId } = claim.task
    const stopper = new AbortController()
    const ended = runExport(claim, this.parts, this.settings, stopper)
      .catch((err: unknown) => this.parts.logger.error({ err, taskId }, 'export attempt broke off'))
      .then(() => {
        this.running.delete(run)
        this.wake()
      })
    const run: RunningExport = { taskId, stopper, ended }
    this.running.add(run)
  }
}
