import type { ExportTaskItem } from '@deskledger/client'

/** Tasks that got their file or failed later than an instant, latest first. */
export function finishedSince(tasks: readonly ExportTaskItem[], instant: string): readonly ExportTaskItem[] {
  return tasks
    .filter(({ status }) => status === 'SUCCESS' || status === 'FAIL')
    .filter(({ end_time: end }) => end !== undefined && end > instant)
    .sort((one, other) => (other.end_time ?? '').localeCompare(one.end_time ?? ''))
}

/** When the last of these tasks ended; the empty text, which is before all instants, when none did. */
export function lastEnd(tasks: readonly ExportTaskItem[]): string {
  return tasks.reduce((last, { end_time: end = '' }) => (end > last ? end : last), '')
}
