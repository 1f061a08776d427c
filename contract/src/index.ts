export { API_ERRORS, type ApiError, type ApiErrorName } from './errors.js'
export { LIMITS } from './limits.js'
export { buildOpenApi } from './openapi.js'
export type { Access, Operation } from './operation.js'
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
export { DesktopStatusCounts, DesktopStatusStatistics, OnlineUserCounts } from './schemas/counts.js'
export { ErrorBody, IamErrorBody, KeystoneErrorBody } from './schemas/error.js'
export {
  ExportManifest,
  ExportTaskDetail,
  ExportTaskItem,
  ExportTaskPage,
  ExportTaskReference,
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
export { SERVICE_PATHS, type ServicePath } from './service-paths.js'
