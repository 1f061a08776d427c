import { ExportFailedError } from './errors.js'
import type { ExportState } from './export-state.js'
import { wait } from './wait.js'

/** How an export is waited for. */
export interface ExportOptions {
  /** Told after each look at the task, the last one included. */
  readonly onProgress?: (task: ExportState) => void
  /** Stops waiting, not the task: it goes on, and may be deleted. */
  readonly signal?: AbortSignal | undefined
  /** Longest pause between two looks, in milliseconds; the first pauses are shorter, from 50 ms doubling. @default 1000 */
  readonly pollMs?: number
}

/** A task just asked for may take a moment to be seen by every part of an endpoint. */
const LOOKS_IN_VAIN = 5

/**
 * Looks at a task until it has a file.
 * @throws {ExportFailedError} it will have none
 */
export async function finishedExport(
  taskId: string,
  look: (taskId: string) => Promise<ExportState | undefined>,
  { onProgress, signal, pollMs = 1000 }: ExportOptions,
): Promise<ExportState> {
  let inVain = 0
  for (let pauseMs = Math.min(50, pollMs); ; pauseMs = Math.min(pollMs, pauseMs * 2)) {
    const task = await look(taskId)
    inVain = task === undefined ? inVain + 1 : 0
    if (inVain >= LOOKS_IN_VAIN) throw new ExportFailedError(taskId, undefined, 'the task is gone.')
    if (task !== undefined) {
      onProgress?.(task)
      if (task.status === 'SUCCESS') return task
      if (task.status !== 'CREATING') throw new ExportFailedError(taskId, task.error_code, reasonOf(task))
    }
    await wait(pauseMs, signal)
  }
}

function reasonOf({ status, fail_reason }: ExportState): string {
  return fail_reason ?? (status === 'EXPIRED' ? 'its file has expired.' : 'no reason was given.')
}
