import {
  type ExportClaim,
  type ExportFile,
  type ExportTask,
  fail,
  fileExtension,
  manifestOf,
  succeed,
} from '@deskledger/domain'
import { gaveUp, lastingFailure } from './export-failure.js'
import type { ExportParts, ExportSettings } from './export-parts.js'
import { stopReason } from './export-stopped.js'
import { Lease } from './lease.js'
import { expireFiles } from './retention.js'
import { type RowsSeen, writeExport } from './write-export.js'

/** How the work on a claim ended. `uncertain`: the task store did not answer whether it stored the end. */
export type ExportOutcome = 'succeeded' | 'failed' | 'retried-later' | 'given-back' | 'claim-lost' | 'uncertain'

/** A published file and the task as it is with it. */
interface Published {
  readonly file: ExportFile
  readonly finished: ExportTask
}

/**
 * Works one claim off: writes the file, publishes it, finishes the task. Whatever happens, the task is finished, given
 * back, somebody else's, or waits for its lease to run out; a file that its task does not refer to is left only where
 * a sweep has to take it. Failures are logged, not thrown.
 * @param stopper aborted with `ExportStopped` to end the work; the loss of the claim aborts it too
 */
export async function runExport(
  claim: ExportClaim,
  parts: ExportParts,
  settings: ExportSettings,
  stopper: AbortController,
): Promise<ExportOutcome> {
  return new ExportRun(claim, parts, settings, stopper).work()
}

class ExportRun {
  private readonly rows: RowsSeen = { rowsWritten: 0 }
  private readonly lease: Lease
  private readonly key: string
  private readonly fields: { readonly taskId: string; readonly attempt: number }

  constructor(
    private readonly claim: ExportClaim,
    private readonly parts: ExportParts,
    private readonly settings: ExportSettings,
    private readonly stopper: AbortController,
  ) {
    const { tasks, clock, logger } = parts
    const { task, attempt } = claim
    this.fields = { taskId: task.taskId, attempt }
    this.key = `${task.taskId}-${attempt}.${fileExtension(task.request)}`
    const progress = () => ({ ...this.rows })
    // Last, because it starts a timer that only `work` ends.
    this.lease = new Lease(claim, { tasks, clock, logger, leaseMs: settings.leaseMs, progress, stopper })
  }

  async work(): Promise<ExportOutcome> {
    const { filesInUse, logger } = this.parts
    filesInUse.add(this.key)
    try {
      const outcome = await this.outcome()
      logger.info({ ...this.fields, outcome, rows: this.rows.rowsWritten }, 'export attempt ended')
      return outcome
    } catch (err) {
      // The file stays: if the end is stored after all, the task refers to it, and else a sweep takes it. The lease runs out
      // by itself, which also keeps a store that fails from being asked again at once.
      logger.error({ ...this.fields, err }, 'end of an export attempt not stored')
      return 'uncertain'
    } finally {
      await this.lease.end()
      filesInUse.delete(this.key)
    }
  }

  private async outcome(): Promise<ExportOutcome> {
    const { maxClaims } = this.settings
    const { fault } = this.claim.task
    if (fault?.kind === 'fail-export') return this.fail(fault)
    if (this.claim.attempt > maxClaims) return this.fail(gaveUp(maxClaims))
    let published: Published
    try {
      published = await this.publish()
    } catch (error) {
      return this.afterFailure(error)
    }
    if (await this.finish(published.finished)) {
      if (fault?.kind === 'expire-export') await expireFiles(this.parts)
      return 'succeeded'
    }
    await this.quietly(() => this.parts.files.remove(this.key), 'file of a lost claim not removed; a sweep will')
    return 'claim-lost'
  }

  /** Leaves a whole file behind, or none. */
  private async publish(): Promise<Published> {
    const { files, clock, sealManifest } = this.parts
    const { task } = this.claim
    const pending = await files.create(this.key)
    try {
      const written = await writeExport(task, pending, this.rows, this.parts, this.stopper.signal)
      await this.lease.confirm()
      const endedAt = clock()
      const file = { key: this.key, ...written }
      await pending.publish(sealManifest(manifestOf(task, written, endedAt)))
      const retentionMs = task.fault?.kind === 'expire-export' ? 0 : this.settings.retentionMs
      return { file, finished: succeed(task, file, endedAt, retentionMs) }
    } catch (error) {
      await this.quietly(() => pending.discard(), 'partial export file not removed; a sweep will')
      throw error
    }
  }

  private async afterFailure(error: unknown): Promise<ExportOutcome> {
    const stopped = stopReason(this.stopper.signal)
    if (stopped === 'claim-lost') return 'claim-lost'
    if (stopped === 'worker-stops') {
      await this.giveBack()
      return 'given-back'
    }
    this.parts.logger.error({ ...this.fields, err: error }, 'export attempt failed')
    const { attempt } = this.claim
    const failure = lastingFailure(error) ?? (attempt >= this.settings.maxAttempts ? gaveUp(attempt) : undefined)
    return failure === undefined ? this.retryLater() : this.fail(failure)
  }

  private async fail(failure: { readonly code: string; readonly reason: string }): Promise<ExportOutcome> {
    const task = { ...this.claim.task, progress: { ...this.rows } }
    return (await this.finish(fail(task, failure, this.parts.clock()))) ? 'failed' : 'claim-lost'
  }

  /**
   * The cut-off is released by whoever ends the task, once: when the claim is lost, that is the other worker, or the one who
   * removed the task.
   */
  private async finish(finished: ExportTask): Promise<boolean> {
    const { tasks, records, onFinished } = this.parts
    const isStored = await tasks.finish(await this.lease.end(), finished)
    if (isStored) onFinished?.(finished)
    if (isStored) await this.quietly(() => records.release(finished.cutOff), 'cut-off of an export task not released')
    return isStored
  }

  /** Lets the lease stand for the pause, so that a fault that passes is not met five times at once. */
  private async retryLater(): Promise<ExportOutcome> {
    const { tasks, clock } = this.parts
    const delayMs = this.settings.retryDelayMs * 2 ** (this.claim.attempt - 1)
    const until = new Date(clock().getTime() + delayMs)
    const renewed = await tasks.renew(await this.lease.end(), { ...this.rows }, until)
    return renewed === undefined ? 'claim-lost' : 'retried-later'
  }

  private async giveBack(): Promise<void> {
    await this.parts.tasks.giveBack(await this.lease.end())
  }

  /** For steps whose failure changes nothing for the task. */
  private async quietly(step: () => Promise<void>, message: string): Promise<void> {
    try {
      await step()
    } catch (err) {
      this.parts.logger.warn({ ...this.fields, err, fileKey: this.key }, message)
    }
  }
}
