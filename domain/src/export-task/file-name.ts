import type { ExportRequest } from './export-task.js'

/** Ends the name of a file, without the dot: `xlsx`, `csv.gz`. */
export function fileExtension({ format, compression }: Pick<ExportRequest, 'format' | 'compression'>): string {
  return compression === 'gzip' ? `${format}.gz` : format
}

/**
 * `ConnectionRecords_YYYYMMDDHHMMSS_<first 8 of task id>.<ext>`, creation time in UTC (design.md 6). A file that no task
 * stands for has no id in its name.
 */
export function exportFileName(
  createdAt: Date,
  file: Pick<ExportRequest, 'format' | 'compression'>,
  taskId?: string,
): string {
  const stamp = createdAt.toISOString().replace(/\D/g, '').slice(0, 14)
  const id = taskId === undefined ? '' : `_${taskId.slice(0, 8)}`
  return `ConnectionRecords_${stamp}${id}.${fileExtension(file)}`
}
