import { randomBytes } from 'node:crypto'
import { columnsOfFormat, type ExportFile, type ExportRequest, ExportTasks, systemClock } from '@deskledger/domain'
import { DuckDbExportTaskStore } from '@deskledger/engine-duckdb'
import { openFileStore } from '@deskledger/engine-filesystem'
import { FILE_FORMATS } from '@deskledger/formats'
import { ExportWorker, FilesInUse, type Logger } from '@deskledger/worker'
import { PROJECT_ID } from './data-set.js'
import type { Ledger } from './ledger.js'

const SCOPE = { projectId: PROJECT_ID }

/** A type of file. */
export type FileKind = Pick<ExportRequest, 'format' | 'compression'>

/** Makes export files; `close` leaves neither tasks nor files behind. */
export interface Exports {
  /**
   * An export of all records, from the question to `SUCCESS`.
   * @throws {Error} it did not succeed at its first attempt
   */
  make(kind: FileKind): Promise<ExportFile>
  close(): Promise<void>
}

/** Task store, worker and file store, joined as the server does. */
export async function openExports({ database, records }: Ledger, directory: string): Promise<Exports> {
  const clock = systemClock
  const tasks = await DuckDbExportTaskStore.open(database)
  const files = await openFileStore(directory)
  const ending = new Ending()
  const filesInUse = new FilesInUse()
  const parts = { records, tasks, files, formats: FILE_FORMATS, filesInUse, clock, logger: ending }
  const worker = new ExportWorker({ ...parts, sealManifest: JSON.stringify }, { workerId: 'bench' })
  const exportTasks = new ExportTasks({
    records,
    tasks,
    files,
    clock,
    onSubmitted: () => worker.wake(),
    onRemoved: (taskId) => worker.cancel(taskId),
    windowDays: 0,
    maxUnfinished: 1,
  })
  const made: string[] = []
  worker.start()
  return {
    async make(kind) {
      const ended = ending.next()
      const order = {
        scope: SCOPE,
        range: {},
        filter: {},
        file: { ...kind, language: 'en_US' as const, timeZone: 'UTC', columns: columnsOfFormat(kind.format) },
        requestedBy: { userId: 'bench', userName: 'bench' },
      }
      const { taskId } = await exportTasks.submit(order, randomBytes(16).toString('hex'))
      made.push(taskId)
      await ended
      const { status, file } = await exportTasks.get(SCOPE, taskId)
      if (file === undefined)
        throw new Error(`The export is ${status} after its first attempt`, { cause: ending.cause })
      return file
    },
    async close() {
      await worker.stop({ mode: 'abort' })
      await exportTasks.remove(SCOPE, made)
      await tasks.close()
    },
  }
}

/** Learns from what the worker logs that an attempt has ended: asking the store again and again would slow it down. */
class Ending implements Logger {
  cause: unknown
  private onEnd: (() => void) | undefined

  next(): Promise<void> {
    return new Promise((resolve) => {
      this.onEnd = resolve
    })
  }

  info(): void {
    this.onEnd?.()
  }

  warn(): void {}

  error({ err }: { readonly err?: unknown }): void {
    this.cause = err
    this.onEnd?.()
  }
}
