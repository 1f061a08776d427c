import type { ProjectScope } from '../access/project-scope.js'
import type { ExportProgress, ExportStatus, ExportTask } from '../export-task/export-task.js'
import type { Page } from './record-store.js'

/** Which tasks are meant; absent means all of the scope. */
export interface ExportTaskQuery {
  /** Part of the file name, ignoring case (spec/api.md 11, row 16). */
  readonly fileName?: string | undefined
  readonly taskId?: string | undefined
  readonly status?: ExportStatus | undefined
  readonly isDownloaded?: boolean | undefined
  /** By creation, equal times by task id. @default 'descending' */
  readonly order?: 'ascending' | 'descending' | undefined
  readonly offset: number
  readonly limit: number
}

/** A worker's right to work a task off, until `until`. `attempt` is the fencing token: a later claim has a higher one. */
export interface ExportClaim {
  readonly task: ExportTask
  readonly attempt: number
  readonly workerId: string
  readonly until: Date
}

/**
 * Keeps export tasks. Every change is on disk and synced when its call resolves. A task is in a scope when it is of its
 * project and, if the scope is restricted, everything it covers lies in there (`coveredEnterpriseProjects`); for who
 * asks with a scope, other tasks are not there.
 */
export interface ExportTaskStore {
  /**
   * Adds a task.
   * @param maxUnfinished tasks of its project that may be unfinished, this one included
   * @param maxUnfinishedOfUser of them, those that the user who asks for this one may have asked for. @default as many
   * @returns false when there are as many already: then nothing was stored
   */
  add(task: ExportTask, maxUnfinished: number, maxUnfinishedOfUser?: number): Promise<boolean>
  find(scope: ProjectScope, taskId: string): Promise<ExportTask | undefined>
  list(scope: ProjectScope, query: ExportTaskQuery): Promise<Page<ExportTask>>
  /** All tasks being created, of every project: their cut-offs are held again after a restart. */
  unfinished(): Promise<readonly ExportTask[]>
  /** Gives the oldest unfinished task without a running lease, that is not held (`heldUntil`), to the worker. */
  claim(workerId: string, now: Date, leaseMs: number): Promise<ExportClaim | undefined>
  /**
   * Moves the end of the lease and stores how far the work is. A lease that ran out can be renewed as long as nobody else
   * claimed the task; one that is to end soon makes a pause before the next try.
   * @returns undefined when the claim is lost or the task is gone: stop working
   */
  renew(claim: ExportClaim, progress: ExportProgress, until: Date): Promise<ExportClaim | undefined>
  /** Gives an unfinished task back, to be claimed by anyone at once. A lost claim or a finished task is ignored. */
  giveBack(claim: ExportClaim): Promise<void>
  /** Ends the leases of all workers, but no hold; only for an engine that one process owns, when that process starts. */
  releaseAllLeases(): Promise<void>
  /** Stores the task as finished. @returns false when the claim is lost: then nothing was stored */
  finish(claim: ExportClaim, finished: ExportTask): Promise<boolean>
  /** Marks the task as downloaded; an unknown task is ignored. */
  markDownloaded(scope: ProjectScope, taskId: string): Promise<void>
  /** Tasks whose file is past its time. */
  due(now: Date): Promise<readonly ExportTask[]>
  /** Stores a due task as expired, if it is still there and SUCCESS. */
  markExpired(task: ExportTask): Promise<void>
  /** Removes tasks in whatever state. @returns those that were there */
  remove(scope: ProjectScope, taskIds: readonly string[]): Promise<readonly ExportTask[]>
  /** Keys of the files of all tasks that are SUCCESS. */
  fileKeys(): Promise<ReadonlySet<string>>
}
