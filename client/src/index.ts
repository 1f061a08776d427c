export {
  type ConnectionRecordPage,
  type ConnectionRecordView,
  type ExportManifest,
  type ExportTaskDetail,
  type ExportTaskItem,
  type ExportTaskPage,
  type ExportTaskReference,
  type IngestRecord,
  type IngestResult,
  OPERATIONS,
  type OperationId,
  type QueryOf,
  type RejectedLine,
} from '@deskledger/contract'
export { type CallOptions, type ClientOptions, DeskledgerClient } from './client.js'
export type { RecordFilter, WalkOptions } from './connection-records.js'
export type { Download, FileRange } from './download.js'
export {
  type AnswerFacts,
  ApiError,
  AuthenticationError,
  ConflictError,
  ConnectionError,
  DeskledgerError,
  ExportFailedError,
  InvalidRequestError,
  LinesRefusedError,
  NotFoundError,
  PermissionError,
  ServerError,
  TooManyRequestsError,
} from './errors.js'
export type { ExportState } from './export-state.js'
export type { ExportOptions } from './finished-export.js'
export type { NdjsonSource } from './ingest-body.js'
export type { RetryOptions } from './retry.js'
export type { Fetch } from './transport.js'
