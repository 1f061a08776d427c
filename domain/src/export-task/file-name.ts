import type { ExportFormatName } from './export-task.js'

/**
 * `ConnectionRecords_YYYYMMDDHHMMSS_<first 8 of task id>.<ext>`, creation time in UTC (design.md 6). A file that no task
 * stands for has no id in its name.
 */
export function exportFileName(createdAt: Date, format: ExportFormatName, taskId?: string): string {
  const stamp = createdAt.toISOString().replace(/\D/g, '').slice(0, 14)
  const id = taskId === undefined ? '' : `_${taskId.slice(0, 8)}`
  return `ConnectionRecords_${stamp}${id}.${format}`
}
