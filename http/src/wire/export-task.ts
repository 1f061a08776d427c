import type {
  ExportEstimate as ExportEstimateView,
  ExportTaskDetail,
  ExportTaskItem,
  QueryOf,
} from '@deskledger/contract'
import {
  type ExportEstimate,
  type ExportProgress,
  type ExportTask,
  type ExportTaskQuery,
  wireQuery,
} from '@deskledger/domain'

/** A task as the export center lists it. */
export function toTaskItem(task: ExportTask): ExportTaskItem {
  return {
    task_id: task.taskId,
    file_name: task.fileName,
    status: task.status,
    ...(task.failure && { fail_reason: task.failure.reason, error_code: task.failure.code }),
    create_time: task.createdAt.toISOString(),
    ...(task.endedAt && { end_time: task.endedAt.toISOString() }),
    is_download: task.isDownloaded,
  }
}

/** Everything about a task. */
export function toTaskDetail(task: ExportTask): ExportTaskDetail {
  const { format, compression, language, timeZone, query } = task.request
  return {
    ...toTaskItem(task),
    format,
    ...(compression && { compression }),
    language,
    time_zone: timeZone,
    progress: toProgress(task.progress),
    ...(task.file && {
      row_count: task.file.rowCount,
      byte_count: task.file.byteCount,
      sha256: task.file.sha256,
    }),
    ...(task.expiresAt && { expires_time: task.expiresAt.toISOString() }),
    requested_by: task.requestedBy.userName,
    query: wireQuery(query),
    cut_off_time: task.cutOff.at.toISOString(),
  }
}

/** What an export would be like. */
export function toExportEstimate(estimate: ExportEstimate): ExportEstimateView {
  return {
    format: estimate.format,
    row_count: estimate.rowCount,
    estimated_byte_count: estimate.byteCount,
    estimated_seconds: estimate.seconds,
    basis: estimate.basis,
    fits_one_sheet: estimate.fitsOneSheet,
  }
}

function toProgress({ rowsWritten, rowsExpected }: ExportProgress): ExportTaskDetail['progress'] {
  if (rowsExpected === undefined) return { rows_written: rowsWritten }
  const share = rowsExpected === 0 ? 1 : Math.min(1, rowsWritten / rowsExpected)
  return { rows_written: rowsWritten, rows_expected: rowsExpected, percent: Math.floor(share * 100) }
}

/** Newest first unless sorted; `sort_field` alone means ASC (spec/api.md 11, row 17). */
export function toTaskQuery(query: QueryOf<'ListExportTasks'>): ExportTaskQuery {
  const sortType = query.sort_type ?? (query.sort_field === undefined ? 'DESC' : 'ASC')
  return {
    fileName: query.file_name,
    taskId: query.task_id,
    status: query.status,
    isDownloaded: query.is_download,
    order: sortType === 'ASC' ? 'ascending' : 'descending',
    offset: query.offset ?? 0,
    limit: query.limit ?? 20,
  }
}
