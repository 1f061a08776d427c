import { randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { LIMITS } from '@deskledger/contract'
import {
  type Clock,
  DirectExports,
  type ExportTask,
  ExportTasks,
  FaultPlan,
  type Manifest,
  PersonEraser,
  type Readiness,
  Retention,
  systemClock,
} from '@deskledger/domain'
import { Database, type DatabaseOptions, DuckDbExportTaskStore, DuckDbRecordStore } from '@deskledger/engine-duckdb'
import { openAuditLog, openFileStore, openLedgerChain } from '@deskledger/engine-filesystem'
import { FILE_FORMATS } from '@deskledger/formats'
import { buildApp, readConsoleFiles } from '@deskledger/http'
import { MANIFEST_TYPE, sealEnvelope } from '@deskledger/proof'
import { ExportWorker, FilesInUse, lookAfterFiles, RegularRun } from '@deskledger/worker'
import { admissionLimits } from './admission-limits.js'
import { backupMaker } from './backup/backup-maker.js'
import { closeWithin } from './close-within.js'
import { dataDirectoryOf, emptyTransientDirectories, makeDataDirectory } from './data-directory.js'
import { type FirstStart, foundLedger } from './found-account.js'
import { checkChainAtStart } from './ledger-chain/check-at-start.js'
import { createLogger } from './logger.js'
import { levelsOf } from './metrics/levels.js'
import { Metrics } from './metrics/metrics.js'
import { serveMetrics } from './metrics/metrics-server.js'
import { openIdentities } from './open-identities.js'
import { ledgerFounded, signingKeyAdded } from './own-events.js'
import { PurgeSchedule } from './purge-schedule.js'
import { ReleaseStack } from './release-stack.js'
import { openSigningKeys } from './secrets/signing-keys.js'
import type { Settings } from './settings/definitions.js'
import { settingsInForce } from './settings/settings-in-force.js'
import { toStartError } from './start-error.js'
import { sweepSessions } from './sweep-sessions.js'
import { VERSION } from './version.js'
import { writeCheckpoints } from './write-checkpoints.js'

/** A server that answers requests. */
export interface RunningServer {
  readonly url: string
  /** Of the metrics, when they are served. */
  readonly metricsUrl?: string
  /** Only when the data directory was new. */
  readonly firstStart?: FirstStart
  /** Finishes requests in flight, gives unfinished exports back, closes everything. */
  stop(): Promise<void>
}

const MEBIBYTE = 2 ** 20

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000

/** Where the console lies once it is built. */
const CONSOLE_DIRECTORY = fileURLToPath(new URL('dist/site/', import.meta.resolve('@deskledger/console/package.json')))

/**
 * Starts the embedded server: engine, worker and HTTP in this process.
 * @param clock what every part takes for the present time; timers run by the machine's
 * @throws {StartError} it cannot start; the message says why
 */
export async function startServer(settings: Settings, clock: Clock = systemClock): Promise<RunningServer> {
  const directory = dataDirectoryOf(settings)
  const releases = new ReleaseStack()
  // The engine makes its files itself: only the process's mask keeps them from other users of this machine.
  process.umask(0o077)
  try {
    return await start(settings, directory, clock, releases)
  } catch (error) {
    await releases.releaseAll()
    throw toStartError(error, directory.root)
  }
}

async function start(
  settings: Settings,
  directory: ReturnType<typeof dataDirectoryOf>,
  clock: Clock,
  releases: ReleaseStack,
): Promise<RunningServer> {
  const logger = createLogger(settings.logLevel)
  await makeDataDirectory(directory)
  const databaseOptions: DatabaseOptions = {
    path: directory.database,
    threads: settings.engineThreads,
    memoryLimitBytes: settings.engineMemoryMebibytes * MEBIBYTE,
    onFailure: (err) => logger.error({ err }, 'the ledger cannot be written; opening it again'),
    onReopened: () => logger.warn('the ledger was opened again'),
    onMigration: (step) =>
      logger.warn(
        step,
        step.durationMs === undefined
          ? 'bringing the ledger up to date; do not stop'
          : 'the ledger was brought up to date',
      ),
  }
  for (const lost of await checkChainAtStart(directory, databaseOptions)) {
    logger.warn(lost, 'batches are missing: an earlier recovery could not bring them back')
  }
  const database = await Database.open(databaseOptions)
  releases.add(() => database.close())
  await emptyTransientDirectories(directory)
  const signingKeys = await openSigningKeys(directory, clock)
  const chain = await openLedgerChain({
    directory: directory.chain,
    key: signingKeys.current,
    clock,
    onFailure: (err) => logger.error({ err }, 'ledger chain not written; no batch is taken in'),
  })
  releases.add(() => chain.close())
  const records = await DuckDbRecordStore.open({
    database,
    clock,
    chain,
    temporaryDirectory: directory.rendering,
    maxWaitForListsMs: settings.listPriorityMs,
    concurrentQueries: settings.concurrentQueries,
    waitingQueries: settings.waitingQueries,
  })
  releases.add(() => records.close())
  const tasks = await DuckDbExportTaskStore.open(database)
  releases.add(() => tasks.close())
  const files = await openFileStore(directory.exports)
  const audit = await openAuditLog({
    directory: directory.audit,
    key: signingKeys.current,
    clock,
    onFailure: (err) => logger.error({ err }, 'audit log not written; nothing that has to be recorded is done'),
  })
  releases.add(() => audit.close())
  if (signingKeys.isNew) await audit.append(signingKeyAdded(signingKeys.current.verifying.keyId, clock()))
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

  let isStopping = false
  const readiness = async (): Promise<Readiness> => {
    if (isStopping) return 'stopping'
    const state = await database.writeState()
    return state.canWrite ? 'ready' : state.reason
  }
  const isReady = async (): Promise<boolean> => (await readiness()) === 'ready'
  const { metricsHost, metricsPort } = settings
  const metricsPlace = metricsPort === undefined ? undefined : { host: metricsHost, port: metricsPort }
  // Nothing is counted that nobody reads.
  const metrics =
    metricsPlace && new Metrics(levelsOf({ directory, tasks, queryLoad: () => records.queryLoad, isReady }))

  const filesInUse = new FilesInUse()
  const parts = {
    records,
    tasks,
    files,
    formats: FILE_FORMATS,
    filesInUse,
    clock,
    logger,
    sealManifest: (manifest: Manifest) =>
      JSON.stringify(sealEnvelope(MANIFEST_TYPE, JSON.stringify(manifest), signingKeys.current)),
    onFinished: (task: ExportTask) => metrics?.exported(task),
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
    maxUnfinished: settings.maxTasksOfProject,
    maxUnfinishedOfUser: settings.maxTasksOfUser,
  })
  const directExports = new DirectExports({ records, formats: FILE_FORMATS, clock, maxOpen: LIMITS.directExports })
  const app = buildApp({
    records,
    exportTasks,
    directExports,
    eraser: new PersonEraser({ records, exportTasks, audit }),
    retention: new Retention({ records, clock, retentionDays: settings.recordRetentionDays }),
    ...identities,
    audit,
    clock,
    readiness,
    observer: metrics,
    spoolDirectory: directory.spool,
    limits: admissionLimits(settings),
    areQueriesFull: () => records.areQueriesFull,
    bodyPace: { graceMs: settings.bodyGraceSeconds * 1000, bytesPerSecond: settings.minBodyRate },
    queryTimeoutMs: settings.queryTimeoutSeconds * 1000,
    defaultFormat: settings.exportFormat,
    exportAccess: settings.exportAccess,
    makeBackup: backupMaker({ records, chain, audit, directory, key: signingKeys.current, clock }, settings),
    faults: settings.faults ? new FaultPlan() : undefined,
    region: settings.region,
    console: await readConsoleFiles(CONSOLE_DIRECTORY),
    signingKeys: signingKeys.all,
    settings: settingsInForce(settings),
    version: VERSION,
    logger,
  })
  const metricsServer = metrics && (await serveMetrics(metrics, metricsPlace))
  if (metricsServer !== undefined) releases.add(() => metricsServer.close())
  const url = await app.listen({ host: settings.host, port: settings.port })
  releases.add(() => closeWithin(app, settings.drainSeconds * 1000))
  // Last of what can fail: credentials that nobody was told would lock everybody out of the new ledger.
  const firstStart = await foundLedger({ ...identities, clock }, settings)
  if (firstStart !== undefined) {
    await audit
      .append(ledgerFounded(firstStart, clock()), { isDone: true })
      .catch((err: unknown) => logger.error({ err }, 'founding of the ledger not recorded yet'))
  }
  const running = [
    new RegularRun(() => writeCheckpoints([audit, chain], logger), MINUTE_MS),
    { start: () => worker.start(), stop: () => worker.stop({ mode: 'abort' }) },
    new RegularRun(() => lookAfterFiles(parts), MINUTE_MS),
    new PurgeSchedule({ records, audit, clock, logger, retentionDays: settings.recordRetentionDays }),
    new RegularRun(() => sweepSessions({ ...identities, clock, logger }), HOUR_MS),
  ]
  for (const one of running) {
    one.start()
    releases.add(() => one.stop())
  }
  return {
    url,
    ...(metricsServer === undefined ? {} : { metricsUrl: metricsServer.url }),
    ...(firstStart === undefined ? {} : { firstStart }),
    stop: () => {
      isStopping = true
      return releases.releaseAll()
    },
  }
}
