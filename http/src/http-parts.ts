import type { Backup, SettingView } from '@deskledger/contract'
import type {
  AccessControl,
  Administration,
  AuditLog,
  Clock,
  Credentials,
  DirectExports,
  ExportFormatName,
  ExportTasks,
  FaultPlan,
  PersonEraser,
  PolicySimulator,
  Readiness,
  RecordStore,
  Retention,
  Secrets,
  SignatureJournal,
  SignIn,
} from '@deskledger/domain'
import type { FastifyBaseLogger } from 'fastify'
import type { AdmissionLimits } from './admission/admission-limits.js'
import type { BodyPace } from './body/body-pace.js'
import type { ConsoleFiles } from './console/console-files.js'
import type { Observer } from './observation/observer.js'
import type { PublicKey } from './wire/signing-key.js'

/** What the HTTP application is made of; the server joins the parts. */
export interface HttpParts {
  readonly records: RecordStore
  readonly exportTasks: ExportTasks
  readonly directExports: DirectExports
  readonly credentials: Credentials
  readonly access: AccessControl
  readonly signIn: SignIn
  readonly administration: Administration
  readonly simulator: PolicySimulator
  readonly retention: Retention
  readonly eraser: PersonEraser
  readonly journal: SignatureJournal
  readonly secrets: Pick<Secrets, 'digest' | 'newId'>
  /** Where everything goes that has to be on record. */
  readonly audit: AuditLog
  readonly clock: Clock
  /** What `/readyz` tells. */
  readonly readiness: () => Promise<Readiness>
  /** Is told what is done, for metrics. @default nobody is */
  readonly observer?: Observer | undefined
  /** Directory (0700) for request bodies under way; emptied at start by the server. */
  readonly spoolDirectory: string
  /** How much is worked on at a time. */
  readonly limits: AdmissionLimits
  /** Whether the engine has no place left where a list or a count could wait. @default it always has one */
  readonly areQueriesFull?: (() => boolean) | undefined
  /** How slowly bodies may come. */
  readonly bodyPace: Omit<BodyPace, 'onTooSlow'>
  /** Longest time that a list or a count may take, in milliseconds; then its work is stopped. */
  readonly queryTimeoutMs: number
  /** File type of an export that does not name one. */
  readonly defaultFormat: ExportFormatName
  /** Failures on demand. @default there are none */
  readonly faults?: FaultPlan | undefined
  /** Makes a backup; it is asked for one at a time. @default there is no place for backups */
  readonly makeBackup?: (() => Promise<Backup>) | undefined
  /** Whether the export needs its action, or is open to whoever is granted anything in the project (spec/auth.md 5.3). */
  readonly exportAccess: 'open' | 'action'
  /** Region whose derived keys (V11) are taken, for the service `workspace`; projects of accounts are named by it. */
  readonly region: string
  /** The built console. @default there is none, which its addresses say */
  readonly console?: ConsoleFiles | undefined
  /** Keys that manifests and checkpoints were ever signed with, oldest first; the last one signs. */
  readonly signingKeys: readonly PublicKey[]
  /** All settings as they are in force, for administrators; no value of a secret is among them. */
  readonly settings: readonly SettingView[]
  /** Told in `/openapi.json`. */
  readonly version: string
  /** Its configuration redacts secrets. @default nothing is logged */
  readonly logger?: FastifyBaseLogger
}
