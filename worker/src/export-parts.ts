import type {
  Clock,
  ExportFileStore,
  ExportTask,
  ExportTaskStore,
  FileFormats,
  Manifest,
  RecordStore,
} from '@deskledger/domain'
import type { FilesInUse } from './files-in-use.js'
import type { Logger } from './logger.js'

/** What working off an export needs. */
export interface ExportParts {
  readonly records: Pick<RecordStore, 'count' | 'render' | 'release'>
  readonly tasks: ExportTaskStore
  readonly files: ExportFileStore
  readonly formats: FileFormats
  /** Shared with whoever sweeps the file store. */
  readonly filesInUse: FilesInUse
  readonly clock: Clock
  readonly logger: Logger
  /** The text that is stored as the manifest; signing happens here. */
  readonly sealManifest: (manifest: Manifest) => string
  /** Is told of each task that ended here, as it was stored. */
  readonly onFinished?: ((task: ExportTask) => void) | undefined
}

/** How exports are worked off. */
export interface ExportSettings {
  /** Names this worker in claims; no other running worker has it. */
  readonly workerId: string
  /** How long a claim holds unless renewed, in milliseconds; renewed every second, or after each third of it. @default 10_000 */
  readonly leaseMs: number
  /** Tries before a task fails for a reason that might have passed. @default 5 */
  readonly maxAttempts: number
  /**
   * Claims before a task fails unseen: one that ends its process each time never gets to report an error, and stopping
   * a worker costs a claim but is no error. @default 20
   */
  readonly maxClaims: number
  /** Pause before the second try, in milliseconds; doubled with each further one. @default 1_000 */
  readonly retryDelayMs: number
  /** How long a file stays, in milliseconds. @default 604_800_000, seven days */
  readonly retentionMs: number
}

/** Every setting but the worker's name has a default. */
export const DEFAULT_EXPORT_SETTINGS: Omit<ExportSettings, 'workerId'> = {
  leaseMs: 10_000,
  maxAttempts: 5,
  maxClaims: 20,
  retryDelayMs: 1_000,
  retentionMs: 7 * 86_400_000,
}
