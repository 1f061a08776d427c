export {
  type AccessKeyListView,
  type AccessKeyView,
  type AccountListView,
  type AccountView,
  type AnswerOf,
  type AuditEntryPage,
  type AuditEntryView,
  type AuthDomainList,
  type BodyOf,
  type BrowserSession,
  type ConnectionRanking,
  type ConnectionRankingItem,
  type ConnectionRecordPage,
  type ConnectionRecordView,
  type ConnectionSeries,
  type ConnectionSeriesItem,
  type CreatedAccount,
  type DesktopStatusCounts,
  type DesktopStatusStatistics,
  type ErasedPersonView,
  type ExportEstimate,
  type ExportManifest,
  type ExportTaskDetail,
  type ExportTaskItem,
  type ExportTaskPage,
  type ExportTaskReference,
  type Fault,
  type FaultList,
  type GrantListView,
  type GrantView,
  type GroupListView,
  type GroupView,
  type IngestRecord,
  type IngestResult,
  type LatencySummary,
  LIMITS,
  type NewAccessKey,
  type OnlineUserCounts,
  OPERATIONS,
  type Operation,
  type OperationId,
  type PathOf,
  type PolicyListView,
  type PolicyTestResult,
  type PolicyView,
  type ProjectList,
  type ProjectListView,
  type ProjectView,
  type PurgePreviewView,
  type QueryOf,
  type RegionList,
  type RejectedLine,
  type SettingListView,
  type SettingView,
  type SignedCheckpoint,
  type SignedManifest,
  type SigningKeyList,
  type SigningKeyView,
  type TemporaryAccessKey,
  type TokenDescription,
  type UserListView,
  type UserView,
} from '@deskledger/contract'
export type { Administration } from './administration.js'
export { DeskledgerClient } from './client.js'
export type { ClientOptions, ConnectionOptions } from './client-options.js'
export type { RecordFilter } from './connection-records.js'
export type {
  AccessKeyCredentials,
  Credentials,
  PasswordCredentials,
  SessionCredentials,
  TokenCredentials,
} from './credentials.js'
export type { Download, FileRange } from './download.js'
export {
  type AnswerFacts,
  ApiError,
  AuthenticationError,
  ConflictError,
  ConnectionError,
  DamagedFileError,
  DeskledgerError,
  ExportFailedError,
  InvalidRequestError,
  LinesRefusedError,
  NotFoundError,
  PermissionError,
  ProjectChoiceError,
  ServerError,
  TooManyRequestsError,
} from './errors.js'
export type { ExportState } from './export-state.js'
export type { ExportTaskFilter } from './export-tasks.js'
export type { ExportOptions } from './finished-export.js'
export type { NdjsonSource } from './ingest-body.js'
export type { IssuedToken, TokenOrder } from './issue-token.js'
export type { CallOptions, RequestOf, ResultOf } from './operation-call.js'
export type { WalkOptions } from './pages.js'
export { readManifest } from './read-manifest.js'
export type { RetryOptions } from './retry.js'
export type { Fetch } from './transport.js'
export type { ExportedFile } from './verified-file.js'
