import { IllegalTransitionError } from '../errors.js'
import type { ExportFailure, ExportFile, ExportStatus, ExportTask } from './export-task.js'

/** The only moves there are (promise 13). */
const NEXT: Record<ExportStatus, readonly ExportStatus[]> = {
  CREATING: ['SUCCESS', 'FAIL'],
  SUCCESS: ['EXPIRED'],
  FAIL: [],
  EXPIRED: [],
}

function move(task: ExportTask, next: ExportStatus): ExportTask {
  if (!NEXT[task.status].includes(next)) throw new IllegalTransitionError(task.taskId, task.status, next)
  return { ...task, status: next }
}

/** The task with its file, which stays for `retentionMs`. @throws {IllegalTransitionError} it is not being created */
export function succeed(task: ExportTask, file: ExportFile, now: Date, retentionMs: number): ExportTask {
  const progress = { rowsWritten: file.rowCount, rowsExpected: file.rowCount }
  const expiresAt = new Date(now.getTime() + retentionMs)
  return { ...move(task, 'SUCCESS'), file, progress, endedAt: now, expiresAt }
}

/** The task that cannot finish. @throws {IllegalTransitionError} it is not being created */
export function fail(task: ExportTask, failure: ExportFailure, now: Date): ExportTask {
  return { ...move(task, 'FAIL'), failure, endedAt: now }
}

/** The task whose file is gone by age. @throws {IllegalTransitionError} it has no file */
export function expire(task: ExportTask): ExportTask {
  return move(task, 'EXPIRED')
}
