import type {
  AccessKeyStore,
  Clock,
  DirectExports,
  ExportFormatName,
  ExportTasks,
  RecordStore,
} from '@deskledger/domain'
import type { FastifyBaseLogger } from 'fastify'

/** What the HTTP application is made of; the server joins the parts. */
export interface HttpParts {
  readonly records: RecordStore
  readonly exportTasks: ExportTasks
  readonly directExports: DirectExports
  readonly accessKeys: AccessKeyStore
  readonly clock: Clock
  /** Directory (0700) for request bodies under way; emptied at start by the server. */
  readonly spoolDirectory: string
  /** File type of an export that does not name one. */
  readonly defaultFormat: ExportFormatName
  /** Region whose derived keys (V11) are taken, for the service `workspace`. */
  readonly region: string
  /** Told in `/openapi.json`. */
  readonly version: string
  /** Its configuration redacts secrets. @default nothing is logged */
  readonly logger?: FastifyBaseLogger
}
