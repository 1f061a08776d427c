import type { ProjectScope } from '../access/project-scope.js'
import type { RecordFilter } from '../connection-record/record-query.js'
import {
  ExportExpiredError,
  ExportFailedError,
  ExportNotReadyError,
  ExportTaskNotFoundError,
  InvalidParameterError,
  TooManyExportTasksError,
} from '../errors.js'
import type { ExportFault } from '../faults/fault.js'
import type { Clock } from '../ports/clock.js'
import type { ExportFileStore, OpenedFile } from '../ports/export-file-store.js'
import type { ExportTaskQuery, ExportTaskStore } from '../ports/export-task-store.js'
import type { Page, RecordStore } from '../ports/record-store.js'
import { columnsOfFormat } from './columns.js'
import { type ExportEstimate, estimateExport } from './export-estimate.js'
import type { ExportFile, ExportRequest, ExportTask, Requester } from './export-task.js'
import { exportRange, type RequestedRange } from './export-window.js'
import { exportFileName } from './file-name.js'

/** What the export service is made of. */
export interface ExportTasksParts {
  readonly records: RecordStore
  readonly tasks: ExportTaskStore
  readonly files: ExportFileStore
  readonly clock: Clock
  /** Told when there is work. */
  readonly onSubmitted: () => void
  /** Told when a task is gone, so that whoever works on it stops. */
  readonly onRemoved: (taskId: string) => void
  /** How far back exports reach, in days; 0 is without limit. */
  readonly windowDays: number
  /** Unfinished tasks that one project may have. */
  readonly maxUnfinished: number
  /** Of them, those that one user may have asked for. @default as many */
  readonly maxUnfinishedOfUser?: number | undefined
}

/** An export as it is asked for, before its query is frozen. */
export interface ExportOrder {
  readonly scope: ProjectScope
  readonly range: RequestedRange
  readonly filter: Omit<RecordFilter, 'startedFrom' | 'startedUntil'>
  readonly file: Omit<ExportRequest, 'query'>
  readonly requestedBy: Requester
  /** What is to go wrong with it. */
  readonly fault?: ExportFault | undefined
}

/** A file on its way to a caller. */
export interface Download {
  readonly task: ExportTask
  readonly file: ExportFile
  readonly opened: OpenedFile
}

/** Finished tasks that an estimate looks at. */
const TASKS_TO_LEARN_FROM = 20

/** Everything a caller can do with export tasks. */
export class ExportTasks {
  constructor(private readonly parts: ExportTasksParts) {}

  /**
   * Freezes query and cut-off and leaves the task for a worker.
   * @param taskId 32 hex digits that no task has
   * @throws {InvalidParameterError} the range does not fit the window, or the filter names an enterprise project beyond the
   *   scope: whoever asks could never see the task
   * @throws {TooManyExportTasksError} too many tasks of the project, or of the user in it, are unfinished
   */
  async submit(order: ExportOrder, taskId: string): Promise<ExportTask> {
    const { records, tasks, clock, windowDays, maxUnfinished, maxUnfinishedOfUser = maxUnfinished } = this.parts
    checkEnterpriseProject(order)
    const now = clock()
    const range = exportRange(order.range, now, windowDays)
    const cutOff = await records.hold()
    const task: ExportTask = {
      taskId,
      fileName: exportFileName(now, order.file, taskId),
      request: { query: { ...order.filter, ...range, ...order.scope }, ...order.file },
      cutOff,
      requestedBy: order.requestedBy,
      status: 'CREATING',
      createdAt: now,
      progress: { rowsWritten: 0 },
      isDownloaded: false,
      ...(order.fault && { fault: order.fault }),
    }
    try {
      if (!(await tasks.add(task, maxUnfinished, maxUnfinishedOfUser))) {
        throw new TooManyExportTasksError(maxUnfinished, maxUnfinishedOfUser)
      }
    } catch (error) {
      await records.release(cutOff)
      throw error
    }
    this.parts.onSubmitted()
    return task
  }

  /**
   * What an export would be like if it was asked for now. Fails like {@link submit} for a range or a filter that does not
   * fit.
   */
  async estimate(order: Omit<ExportOrder, 'requestedBy' | 'fault'>): Promise<ExportEstimate> {
    const { records, tasks, clock, windowDays } = this.parts
    checkEnterpriseProject(order)
    const query = { ...order.filter, ...exportRange(order.range, clock(), windowDays), ...order.scope }
    const { totalCount } = await records.list(query, { offset: 0, limit: 0 })
    const finished = await tasks.list(order.scope, { status: 'SUCCESS', offset: 0, limit: TASKS_TO_LEARN_FROM })
    const { format } = order.file
    return estimateExport(totalCount, order.file, finished.items, columnsOfFormat(format).length)
  }

  /** @throws {ExportTaskNotFoundError} there is no such task in the scope */
  async get(scope: ProjectScope, taskId: string): Promise<ExportTask> {
    const task = await this.parts.tasks.find(scope, taskId)
    if (task === undefined) throw new ExportTaskNotFoundError(taskId)
    return task
  }

  /** Tasks of the scope, newest first unless asked otherwise. */
  list(scope: ProjectScope, query: ExportTaskQuery): Promise<Page<ExportTask>> {
    return this.parts.tasks.list(scope, query)
  }

  /**
   * Opens the file of a finished task. The caller reads or closes it.
   * @throws {ExportTaskNotFoundError} there is no such task in the scope
   * @throws {ExportNotReadyError | ExportFailedError | ExportExpiredError} the task has no file
   */
  async download(scope: ProjectScope, taskId: string): Promise<Download> {
    const { task, file } = await this.withFile(scope, taskId)
    const opened = await this.parts.files.open(file.key)
    if (opened === undefined) throw new ExportExpiredError(taskId)
    return { task, file, opened }
  }

  /** The manifest of a finished task's file, as stored. Fails like {@link download}. */
  async manifest(scope: ProjectScope, taskId: string): Promise<string> {
    const { file } = await this.withFile(scope, taskId)
    const manifest = await this.parts.files.manifest(file.key)
    if (manifest === undefined) throw new ExportExpiredError(taskId)
    return manifest
  }

  /** To be called when the last byte of a whole file has left. */
  markDownloaded(scope: ProjectScope, taskId: string): Promise<void> {
    return this.parts.tasks.markDownloaded(scope, taskId)
  }

  /** Removes tasks with their files and stops those being created. Unknown ids are ignored, and so are tasks beyond the scope. */
  async remove(scope: ProjectScope, taskIds: readonly string[]): Promise<void> {
    const removed = await this.parts.tasks.remove(scope, taskIds)
    for (const task of removed) this.parts.onRemoved(task.taskId)
    for (const task of removed) {
      // The worker released the state of a task that ended; the hold of an unfinished one ends here.
      if (task.status === 'CREATING') await this.parts.records.release(task.cutOff)
      if (task.file !== undefined) await this.parts.files.remove(task.file.key)
    }
  }

  private async withFile(scope: ProjectScope, taskId: string): Promise<{ task: ExportTask; file: ExportFile }> {
    const task = await this.get(scope, taskId)
    if (task.status === 'CREATING') throw new ExportNotReadyError(taskId)
    if (task.status === 'FAIL') throw new ExportFailedError(taskId, task.failure?.reason ?? '')
    if (task.status === 'EXPIRED' || task.file === undefined) throw new ExportExpiredError(taskId)
    return { task, file: task.file }
  }
}

function checkEnterpriseProject({ scope, filter }: Pick<ExportOrder, 'scope' | 'filter'>): void {
  const { enterpriseProjectId: asked } = filter
  if (asked === undefined || scope.enterpriseProjectIds?.includes(asked) !== false) return
  throw new InvalidParameterError('enterprise_project_id', 'must be one that you may see')
}
