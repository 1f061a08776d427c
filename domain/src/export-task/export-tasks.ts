import type { RecordFilter } from '../connection-record/record-query.js'
import {
  ExportExpiredError,
  ExportFailedError,
  ExportNotReadyError,
  ExportTaskNotFoundError,
  TooManyExportTasksError,
} from '../errors.js'
import type { ExportFault } from '../faults/fault.js'
import type { Clock } from '../ports/clock.js'
import type { ExportFileStore, OpenedFile } from '../ports/export-file-store.js'
import type { ExportTaskQuery, ExportTaskStore } from '../ports/export-task-store.js'
import type { Page, RecordStore } from '../ports/record-store.js'
import type { ExportFile, ExportRequest, ExportTask, Requester } from './export-task.js'
import { exportRange, type RequestedRange } from './export-window.js'

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
}

/** An export as it is asked for, before its query is frozen. */
export interface ExportOrder {
  readonly projectId: string
  readonly range: RequestedRange
  readonly filter: Omit<RecordFilter, 'startedFrom' | 'startedUntil'>
  readonly file: Pick<ExportRequest, 'format' | 'language' | 'timeZone' | 'columns'>
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

/** Everything a caller can do with export tasks. */
export class ExportTasks {
  constructor(private readonly parts: ExportTasksParts) {}

  /**
   * Freezes query and cut-off and leaves the task for a worker.
   * @param taskId 32 hex digits that no task has
   * @throws {InvalidParameterError} the range does not fit the window
   * @throws {TooManyExportTasksError} too many tasks of the project are unfinished
   */
  async submit(order: ExportOrder, taskId: string): Promise<ExportTask> {
    const { records, tasks, clock, windowDays, maxUnfinished } = this.parts
    const now = clock()
    const range = exportRange(order.range, now, windowDays)
    const cutOff = await records.hold()
    const task: ExportTask = {
      taskId,
      fileName: fileName(now, taskId, order.file.format),
      request: { query: { projectId: order.projectId, ...order.filter, ...range }, ...order.file },
      cutOff,
      requestedBy: order.requestedBy,
      status: 'CREATING',
      createdAt: now,
      progress: { rowsWritten: 0 },
      isDownloaded: false,
      ...(order.fault && { fault: order.fault }),
    }
    try {
      if (!(await tasks.add(task, maxUnfinished))) throw new TooManyExportTasksError(maxUnfinished)
    } catch (error) {
      await records.release(cutOff)
      throw error
    }
    this.parts.onSubmitted()
    return task
  }

  /** @throws {ExportTaskNotFoundError} the project has no such task */
  async get(projectId: string, taskId: string): Promise<ExportTask> {
    const task = await this.parts.tasks.find(projectId, taskId)
    if (task === undefined) throw new ExportTaskNotFoundError(taskId)
    return task
  }

  /** Tasks of the project, newest first unless asked otherwise. */
  list(projectId: string, query: ExportTaskQuery): Promise<Page<ExportTask>> {
    return this.parts.tasks.list(projectId, query)
  }

  /**
   * Opens the file of a finished task. The caller reads or closes it.
   * @throws {ExportTaskNotFoundError} the project has no such task
   * @throws {ExportNotReadyError | ExportFailedError | ExportExpiredError} the task has no file
   */
  async download(projectId: string, taskId: string): Promise<Download> {
    const { task, file } = await this.withFile(projectId, taskId)
    const opened = await this.parts.files.open(file.key)
    if (opened === undefined) throw new ExportExpiredError(taskId)
    return { task, file, opened }
  }

  /** The manifest of a finished task's file, as stored. Fails like {@link download}. */
  async manifest(projectId: string, taskId: string): Promise<string> {
    const { file } = await this.withFile(projectId, taskId)
    const manifest = await this.parts.files.manifest(file.key)
    if (manifest === undefined) throw new ExportExpiredError(taskId)
    return manifest
  }

  /** To be called when the last byte of a whole file has left. */
  markDownloaded(projectId: string, taskId: string): Promise<void> {
    return this.parts.tasks.markDownloaded(projectId, taskId)
  }

  /** Removes tasks with their files and stops those being created. Unknown ids are ignored. */
  async remove(projectId: string, taskIds: readonly string[]): Promise<void> {
    const removed = await this.parts.tasks.remove(projectId, taskIds)
    for (const task of removed) this.parts.onRemoved(task.taskId)
    for (const task of removed) {
      // The worker released the state of a task that ended; the hold of an unfinished one ends here.
      if (task.status === 'CREATING') await this.parts.records.release(task.cutOff)
      if (task.file !== undefined) await this.parts.files.remove(task.file.key)
    }
  }

  private async withFile(projectId: string, taskId: string): Promise<{ task: ExportTask; file: ExportFile }> {
    const task = await this.get(projectId, taskId)
    if (task.status === 'CREATING') throw new ExportNotReadyError(taskId)
    if (task.status === 'FAIL') throw new ExportFailedError(taskId, task.failure?.reason ?? '')
    if (task.status === 'EXPIRED' || task.file === undefined) throw new ExportExpiredError(taskId)
    return { task, file: task.file }
  }
}

/** `ConnectionRecords_YYYYMMDDHHMMSS_<first 8 of task id>.<ext>`, creation time in UTC (design.md 6). */
function fileName(createdAt: Date, taskId: string, extension: string): string {
  const stamp = createdAt.toISOString().replace(/\D/g, '').slice(0, 14)
  return `ConnectionRecords_${stamp}_${taskId.slice(0, 8)}.${extension}`
}
