export { API_ERRORS, type ApiError, type ApiErrorName } from './errors.js'
export { LIMITS } from './limits.js'
export { buildOpenApi } from './openapi.js'
export type { Access, Operation } from './operation.js'
export { BROWSER_SESSION_HEADER } from './operations/browser-session.js'
export {
  type AnswerOf,
  type BodyOf,
  OPERATIONS,
  type OperationId,
  type PathOf,
  type QueryOf,
} from './operations.js'
export {
  AccessKeyListView,
  AccessKeyView,
  AccountListView,
  AccountView,
  CreatedAccount,
  GrantListView,
  GrantView,
  GroupListView,
  GroupView,
  NewAccessKey,
  PolicyListView,
  PolicyTestResult,
  PolicyView,
  ProjectListView,
  ProjectView,
  UserListView,
  UserView,
} from './schemas/administration.js'
export { AuditEntryPage, AuditEntryView, SignedCheckpoint } from './schemas/audit.js'
export { Backup } from './schemas/backup.js'
export { BrowserSession, BrowserSignIn } from './schemas/browser-session.js'
export { DesktopStatusCounts, DesktopStatusStatistics, OnlineUserCounts } from './schemas/counts.js'
export type { Envelope } from './schemas/envelope.js'
export { ErrorBody, IamErrorBody, KeystoneErrorBody } from './schemas/error.js'
export {
  ExportEstimate,
  ExportManifest,
  ExportTaskDetail,
  ExportTaskItem,
  ExportTaskPage,
  ExportTaskReference,
  SignedManifest,
} from './schemas/export-task.js'
export { Fault, FaultList } from './schemas/fault.js'
export {
  AuthDomainList,
  ProjectList,
  RegionList,
  TemporaryAccessKey,
  TemporaryAccessKeyRequest,
  TokenDescription,
  TokenRequest,
} from './schemas/identity.js'
export {
  ConnectionRecordPage,
  ConnectionRecordView,
  IngestRecord,
  IngestResult,
  RejectedLine,
} from './schemas/record.js'
export { ErasedPersonView, LegalHoldList, LegalHoldView, PurgePreviewView } from './schemas/retention.js'
export { SettingListView, SettingView } from './schemas/settings.js'
export { SigningKeyList, SigningKeyView } from './schemas/signing-key.js'
export {
  ConnectionRanking,
  ConnectionRankingItem,
  ConnectionSeries,
  ConnectionSeriesItem,
  LatencySummary,
} from './schemas/statistics.js'
export { SERVICE_PATHS, type ServicePath } from './service-paths.js'
