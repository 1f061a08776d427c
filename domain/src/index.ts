export {
  AccessControl,
  type AccessControlParts,
  type ProjectQuestion,
  type RequestFacts,
} from './access/access-control.js'
export {
  type AccountOrder,
  type DirectoryParts,
  type FoundedAccount,
  foundAccount,
} from './access/account-founding.js'
export { Administration, type AdministrationParts } from './access/administration.js'
export { createAccount, type NewAccount } from './access/changes/account-changes.js'
export type { DirectoryLimits } from './access/changes/limits.js'
export { Credentials, type CredentialsParts, type SigningKey, type TokenState } from './access/credentials.js'
export { Directory, type DirectoryChange } from './access/directory.js'
export { DirectoryKeeper } from './access/directory-keeper.js'
export type {
  AccessKey,
  Account,
  Entity,
  EntityKind,
  EntityOf,
  Grant,
  Group,
  Policy,
  Project,
  User,
} from './access/entities.js'
export { problemOfName } from './access/entity-names.js'
export {
  AccessDeniedError,
  DirectoryConflictError,
  EntityNotFoundError,
  ProjectUnavailableError,
  UnreadableSecretError,
  WrongPasswordError,
} from './access/errors.js'
export type { AddressRange } from './access/policy/address-range.js'
export type { Condition, OrderComparison, TextComparison } from './access/policy/condition.js'
export { CONDITION_KEYS, type ConditionKey, type RequestContext } from './access/policy/condition-keys.js'
export { type AttachedPolicy, type DecidingStatement, type Decision, decide } from './access/policy/decide.js'
export { dependsOnEnterpriseProject, namedEnterpriseProjects } from './access/policy/enterprise-project-dependence.js'
export { MAX_POLICY_LENGTH, MAX_STATEMENTS, parsePolicy } from './access/policy/parse-policy.js'
export { parseRequestContext } from './access/policy/parse-request-context.js'
export type {
  Effect,
  PatternSet,
  PolicyDocument,
  PolicyStatement,
  PolicyVersion,
} from './access/policy/policy-document.js'
export type { AccessRequest } from './access/policy/statement-applies.js'
export { SYSTEM_POLICIES, type SystemPolicy } from './access/policy/system-policies.js'
export { PolicySimulator, type SimulatedDecision, type Simulation } from './access/policy-simulator.js'
export type { Principal } from './access/principal.js'
export { DEFAULT_ENTERPRISE_PROJECT, type ProjectScope } from './access/project-scope.js'
export type { Session, SessionScope } from './access/session.js'
export {
  type Designation,
  type IssuedTemporaryKey,
  type IssuedToken,
  SignIn,
  type SignInRequest,
} from './access/sign-in.js'
export type { AuditActor, AuditEntry, AuditEvent, AuditTarget } from './audit/audit-event.js'
export { foldCase } from './connection-record/case-folding.js'
export { connectedMs, onlineSince } from './connection-record/connected-time.js'
export {
  CONNECTION_STATUSES,
  type ConnectionStatus,
  connectionStatusOf,
} from './connection-record/connection-status.js'
export {
  type FieldName,
  fieldByWireName,
  IDENTITY_FIELDS,
  MERGED_FIELDS,
  RECORD_FIELDS,
  type RecordField,
  type WireName,
} from './connection-record/fields.js'
export { parseInstant } from './connection-record/instant.js'
export { canonicalAddress } from './connection-record/ip-address.js'
export { isInNetwork, networkOfAddress, networkText, parseNetwork } from './connection-record/network.js'
export {
  type LineProblem,
  MAX_INTEGER,
  MAX_TRANSACTION_ID_LENGTH,
  type ParsedLine,
  parseLine,
} from './connection-record/parse-line.js'
export { type ConnectionRecord, type RecordLine, stageOf } from './connection-record/record.js'
export type { CutOff, NumberRange, RecordFilter, RecordQuery } from './connection-record/record-query.js'
export {
  AuditLogUnavailableError,
  DomainError,
  type DomainErrorCode,
  ExportExpiredError,
  ExportFailedError,
  ExportNotReadyError,
  ExportTaskNotFoundError,
  IllegalTransitionError,
  InvalidParameterError,
  QueryTimeoutError,
  StorageFullError,
  StoreUnavailableError,
  TooManyDirectExportsError,
  TooManyExportTasksError,
} from './errors.js'
export { columnsOfFormat, EXPORT_COLUMNS } from './export-task/columns.js'
export { coveredEnterpriseProjects } from './export-task/coverage.js'
export {
  type DirectExport,
  type DirectExportOrder,
  DirectExports,
  type DirectExportsParts,
} from './export-task/direct-exports.js'
export { type ExportBytesOptions, type ExportBytesParts, exportBytes } from './export-task/export-bytes.js'
export { type ExportEstimate, MAX_ROWS_PER_SHEET } from './export-task/export-estimate.js'
export {
  canBeCompressed,
  EXPORT_FORMATS,
  type ExportFailure,
  type ExportFile,
  type ExportFormatName,
  type ExportProgress,
  type ExportRequest,
  type ExportStatus,
  type ExportTask,
  heldUntil,
  isMachineFormat,
  LANGUAGES,
  type Language,
  type Requester,
} from './export-task/export-task.js'
export { type Download, type ExportOrder, ExportTasks, type ExportTasksParts } from './export-task/export-tasks.js'
export { exportRange, type RequestedRange } from './export-task/export-window.js'
export { fileExtension } from './export-task/file-name.js'
export { expire, fail, succeed } from './export-task/lifecycle.js'
export { type Manifest, manifestOf, type WireQuery, wireQuery } from './export-task/manifest.js'
export { type ExportFault, type Fault, isExportFault } from './faults/fault.js'
export { FaultPlan, MAX_PLANNED_FAULTS, type PlannedFault } from './faults/fault-plan.js'
export type { AuditLog, AuditOutcome, AuditPage, AuditQuery, ErasureOrder } from './ports/audit-log.js'
export { type Clock, systemClock } from './ports/clock.js'
export type { DirectoryStore, StoredDirectory } from './ports/directory-store.js'
export type { ByteRange, ExportFileStore, OpenedFile, PendingFile } from './ports/export-file-store.js'
export type { ExportClaim, ExportTaskQuery, ExportTaskStore } from './ports/export-task-store.js'
export type { FileFormat, FileFormats } from './ports/file-format.js'
export type { ChainStart, CommittedBatch, LedgerChain } from './ports/ledger-chain.js'
export type { Readiness } from './ports/readiness.js'
export {
  type Alterations,
  CUT_MARK,
  type DesktopCounts,
  type IngestBatch,
  type LineRefusal,
  MAX_LINES_PER_TRANSACTION,
  MAX_REFUSALS_TOLD,
  type MachineLayout,
  type MergeOptions,
  type MergeOutcome,
  type OnlineUserCount,
  type OnlineUserQuestion,
  type Page,
  type PeopleLayout,
  type RecordStore,
  type RefusalProblem,
  type RenderedRows,
  type RowLayout,
} from './ports/record-store.js'
export type { PersonErasure, PurgeDay, PurgeOutcome, RetentionStore } from './ports/retention-store.js'
export type { Secrets } from './ports/secrets.js'
export type { SessionStore } from './ports/session-store.js'
export type { SignatureJournal } from './ports/signature-journal.js'
export type { WriteState } from './ports/write-state.js'
export type { LegalHold } from './retention/legal-hold.js'
export {
  type ErasedPerson,
  PersonEraser,
  type PersonEraserParts,
  type PersonErasureOrder,
} from './retention/person-eraser.js'
export { purgeLimit } from './retention/purge-day.js'
export { MAX_LEGAL_HOLDS, type PurgePreview, Retention, type RetentionParts } from './retention/retention.js'
export {
  type ConnectionRanking,
  type ConnectionRankingQuestion,
  GROUPINGS,
  type GroupingField,
  type RankedConnections,
  type RankingOrder,
} from './statistics/connection-ranking.js'
export type {
  ConnectionCounts,
  ConnectionSeriesBucket,
  ConnectionSeriesQuestion,
  LatencySummary,
} from './statistics/connection-series.js'
export { defaultGrain, type Grain } from './statistics/grain.js'
export { localBuckets, MAX_BUCKETS } from './statistics/local-buckets.js'
export { ZoneClock } from './statistics/zone-clock.js'
