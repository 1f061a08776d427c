import { stat, statfs } from 'node:fs/promises'
import type { ExportTaskStore } from '@deskledger/domain'
import type { DataDirectory } from '../data-directory.js'

/** Gauges that are read when somebody asks; their names lack the prefix of all our metrics. */
export type Levels = readonly { readonly name: string; readonly help: string; readonly read: () => Promise<number> }[]

/** What levels are read from. */
export interface LevelSources {
  readonly directory: Pick<DataDirectory, 'root' | 'database'>
  readonly tasks: Pick<ExportTaskStore, 'unfinished'>
  readonly queryLoad: () => { readonly running: number; readonly waiting: number }
  readonly isReady: () => Promise<boolean>
}

/** How full and how busy the server is. */
export function levelsOf({ directory, tasks, queryLoad, isReady }: LevelSources): Levels {
  const level = (name: string, help: string, read: () => Promise<number>) => ({
    name,
    help,
    read,
  })
  return [
    level('ready', '1 while requests should be sent here, as /readyz tells.', async () => Number(await isReady())),
    level('queries_running', 'Lists and counts in work.', async () => queryLoad().running),
    level('queries_waiting', 'Lists and counts that wait for their turn.', async () => queryLoad().waiting),
    level('export_tasks_unfinished', 'Exports that wait or run.', async () => (await tasks.unfinished()).length),
    level('database_bytes', 'Size of the database file.', () => sizeOf(directory.database)),
    level('database_log_bytes', 'Size of the log beside it, which is written into it from time to time.', () =>
      sizeOf(`${directory.database}.wal`),
    ),
    level('disk_free_bytes', 'Room on the disk of the data directory.', async () => {
      const { bavail, bsize } = await statfs(directory.root)
      return bavail * bsize
    }),
  ]
}

/** 0 for a file that is not there. */
async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch(() => undefined)
  return found?.size ?? 0
}
