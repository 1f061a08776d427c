import { randomBytes } from 'node:crypto'
import { availableParallelism, totalmem } from 'node:os'
import { LIMITS } from '@deskledger/contract'
import { DirectExports, ExportTasks, FaultPlan, systemClock } from '@deskledger/domain'
import { Database, DuckDbExportTaskStore, DuckDbRecordStore } from '@deskledger/engine-duckdb'
import { openFileStore } from '@deskledger/engine-filesystem'
import { FILE_FORMATS } from '@deskledger/formats'
import { buildApp } from '@deskledger/http'
import { ExportWorker, FilesInUse, RetentionTimer } from '@deskledger/worker'
import { closeWithin } from './close-within.js'
import { dataDirectoryOf, emptyTransientDirectories, makeDataDirectory } from './data-directory.js'
import { type FirstStart, foundLedger } from './found-account.js'
import { createLogger } from './logger.js'
import { openIdentities } from './open-identities.js'
import { ReleaseStack } from './release-stack.js'
import { SessionSweep } from './session-sweep.js'
import type { Settings } from './settings/definitions.js'
import { toStartError } from './start-error.js'
import { VERSION } from './version.js'

/** A server that answers requests. */
export interface RunningServer {
  readonly url: string
  /** Only when the data directory was new. */
  readonly firstStart?: FirstStart
  /** Finishes requests in flight, gives unfinished exports back, closes everything. */
  stop(): Promise<void>
}

/** Memory of the engine: a quarter of the machine's, between half a gigabyte and four. */
const ENGINE_MEMORY_BYTES = Math.min(4 * 2 ** 30, Math.max(2 ** 29, Math.floor(totalmem() / 4)))

const HOUR_MS = 3_600_000

/** How long requests in flight may take to finish when the server stops, in milliseconds. */
const DRAIN_MS = 10_000

/**
 * Starts the embedded server: engine, worker and HTTP in this process.
 * @throws {StartError} it cannot start; the message says why
 */
export async function startServer(settings: Settings): Promise<RunningServer> {
  const directory = dataDirectoryOf(settings)
  const releases = new ReleaseStack()
  // The engine makes its files itself: only the process's mask keeps them from other users of this machine.
  process.umask(0o077)
  try {
    return await start(settings, directory, releases)
  } catch (error) {
    await releases.releaseAll()
    throw toStartError(error, directory.root)
  }
}

async function start(
  settings: Settings,
  directory: ReturnType<typeof dataDirectoryOf>,
  releases: ReleaseStack,
): Promise<RunningServer> {
  const logger = createLogger(settings.logLevel)
  const clock = systemClock
  await makeDataDirectory(directory)
  const database = await Database.open({
    path: directory.database,
    threads: availableParallelism(),
    memoryLimitBytes: ENGINE_MEMORY_BYTES,
  })
  releases.add(() => database.close())
  await emptyTransientDirectories(directory)
  const records = await DuckDbRecordStore.open({
    database,
    clock,
    temporaryDirectory: directory.rendering,
    concurrentQueries: settings.concurrentQueries,
  })
  releases.add(() => records.close())
  const tasks = await DuckDbExportTaskStore.open(database)
  releases.add(() => tasks.close())
  const files = await openFileStore(directory.exports)
  const identities = await openIdentities({
    database,
    secretsKeyPath: directory.secretsKey,
    settings,
    clock,
    enterpriseProjectsOf: (projectId) => records.enterpriseProjects(projectId),
    releases,
  })

  // Nobody else can have the database, so every lease is of a process that is gone.
  await tasks.releaseAllLeases()
  for (const task of await tasks.unfinished()) await records.hold(task.cutOff)

  const filesInUse = new FilesInUse()
  const parts = {
    records,
    tasks,
    files,
    formats: FILE_FORMATS,
    filesInUse,
    clock,
    logger,
    sealManifest: JSON.stringify,
  }
  const worker = new ExportWorker(parts, {
    workerId: randomBytes(8).toString('hex'),
    retentionMs: settings.exportRetentionHours * HOUR_MS,
  })
  const exportTasks = new ExportTasks({
    records,
    tasks,
    files,
    clock,
    onSubmitted: () => worker.wake(),
    onRemoved: (taskId) => worker.cancel(taskId),
    windowDays: settings.exportWindowDays,
    maxUnfinished: LIMITS.unfinishedExportTasks,
  })
  const directExports = new DirectExports({ records, formats: FILE_FORMATS, clock, maxOpen: LIMITS.directExports })
  const app = buildApp({
    records,
    exportTasks,
    directExports,
    ...identities,
    clock,
    spoolDirectory: directory.spool,
    queryTimeoutMs: settings.queryTimeoutSeconds * 1000,
    defaultFormat: settings.exportFormat,
    exportAccess: settings.exportAccess,
    faults: settings.faults ? new FaultPlan() : undefined,
    region: settings.region,
    version: VERSION,
    logger,
  })
  const url = await app.listen({ host: settings.host, port: settings.port })
  releases.add(() => closeWithin(app, DRAIN_MS))
  // Last of what can fail: credentials that nobody was told would lock everybody out of the new ledger.
  const firstStart = await foundLedger({ ...identities, clock }, settings)
  const retention = new RetentionTimer(parts)
  const sessionSweep = new SessionSweep({ ...identities, clock, logger })
  worker.start()
  releases.add(() => worker.stop({ mode: 'abort' }))
  retention.start()
  releases.add(() => retention.stop())
  sessionSweep.start()
  releases.add(() => sessionSweep.stop())
  return {
    url,
    ...(firstStart === undefined ? {} : { firstStart }),
    stop: () => releases.releaseAll(),
  }
}
