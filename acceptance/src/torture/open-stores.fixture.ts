import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type ExportFileStore, type ExportTask, type RecordStore, systemClock } from '@deskledger/domain'
import { Database, DuckDbExportTaskStore, DuckDbRecordStore } from '@deskledger/engine-duckdb'
import { openFileStore } from '@deskledger/engine-filesystem'
import { temporaryDirectory } from '../ledger.fixture.js'

export const PROJECT_ID = 'p'

/** The embedded stores in this process, on a directory that is gone after the test. */
export interface Stores extends AsyncDisposable {
  readonly exports: string
  readonly database: Database
  readonly records: RecordStore
  readonly tasks: DuckDbExportTaskStore
  readonly files: ExportFileStore
  /** Takes lines in as one batch; all of them have to be right. */
  take(lines: readonly object[]): Promise<void>
}

export async function openStores(): Promise<Stores> {
  const directory = await temporaryDirectory()
  const exports = join(directory.path, 'exports')
  const database = await Database.open({ path: join(directory.path, 'ledger.duckdb') })
  const records = await DuckDbRecordStore.open({ database, clock: systemClock, temporaryDirectory: directory.path })
  const tasks = await DuckDbExportTaskStore.open(database)
  return {
    exports,
    database,
    records,
    tasks,
    files: await openFileStore(exports),
    async take(lines) {
      const path = join(directory.path, 'batch.ndjson')
      await writeFile(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
      const { refusedCount } = await records.merge(
        PROJECT_ID,
        { path, lineCount: lines.length },
        { receivedAt: new Date() },
      )
      if (refusedCount > 0) throw new Error(`${refusedCount} of ${lines.length} lines were refused`)
    },
    async [Symbol.asyncDispose]() {
      await tasks.close()
      await records.close()
      database.close()
      await directory[Symbol.asyncDispose]()
    },
  }
}

/** A task for the file of all records, as they are now. */
export async function addTask({ records, tasks }: Stores, taskId: string): Promise<void> {
  const task: ExportTask = {
    taskId,
    fileName: `${taskId}.csv`,
    request: {
      query: { projectId: PROJECT_ID },
      format: 'csv',
      language: 'en_US',
      timeZone: 'UTC',
      columns: ['transactionId', 'userName'],
    },
    cutOff: await records.hold(),
    requestedBy: { userId: 'u', userName: 'u' },
    status: 'CREATING',
    createdAt: new Date(),
    progress: { rowsWritten: 0 },
    isDownloaded: false,
  }
  await tasks.add(task, 10)
}
