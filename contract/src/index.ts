export { API_ERRORS, type ApiError, type ApiErrorName } from './errors.js'
export { LIMITS } from './limits.js'
export { buildOpenApi } from './openapi.js'
export { OPERATIONS, type Operation, type OperationId, type QueryOf } from './operations.js'
export { ErrorBody } from './schemas/error.js'
export {
  ExportManifest,
  ExportTaskDetail,
  ExportTaskItem,
  ExportTaskPage,
  ExportTaskReference,
} from './schemas/export-task.js'
export {
  ConnectionRecordPage,
  ConnectionRecordView,
  IngestRecord,
  IngestResult,
  RejectedLine,
} from './schemas/record.js'
