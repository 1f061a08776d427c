import type { ExportParts } from './export-parts.js'

/** What keeping and removing export files needs. */
export type RetentionParts = Pick<ExportParts, 'tasks' | 'files' | 'filesInUse' | 'clock' | 'logger'>

/**
 * Removes the files whose time is over and marks their tasks as expired. The bytes go first: a crash in between leaves a task
 * that is still due, so the next run marks it, and a task that says EXPIRED never has bytes left. Until then a download
 * finds no file and is told that it expired. One task that cannot be expired does not keep the others.
 * @returns how many tasks expired
 */
export async function expireFiles({ tasks, files, clock, logger }: RetentionParts): Promise<number> {
  let count = 0
  for (const task of await tasks.due(clock())) {
    try {
      if (task.file !== undefined) await files.remove(task.file.key)
      await tasks.markExpired(task)
      count += 1
    } catch (err) {
      logger.error({ err, taskId: task.taskId }, 'export file not expired; trying again')
    }
  }
  return count
}

/**
 * Removes files that no task refers to and nobody works on: what killed processes and lost claims left.
 * @returns how many files went
 */
export function sweepFiles({ tasks, files, filesInUse }: RetentionParts): Promise<number> {
  return filesInUse.whileWatching(async (keep) => {
    for (const key of await tasks.fileKeys()) keep.add(key)
    return files.sweep(keep)
  })
}
