export { DEFAULT_ENTERPRISE_PROJECT, type ProjectScope } from './access/project-scope.js'
export { foldCase } from './connection-record/case-folding.js'
export {
  type FieldName,
  fieldByWireName,
  MERGED_FIELDS,
  RECORD_FIELDS,
  type RecordField,
  type WireName,
} from './connection-record/fields.js'
export { parseInstant } from './connection-record/instant.js'
export { canonicalAddress } from './connection-record/ip-address.js'
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
  DomainError,
  type DomainErrorCode,
  ExportExpiredError,
  ExportFailedError,
  ExportNotReadyError,
  ExportTaskNotFoundError,
  IllegalTransitionError,
  InvalidParameterError,
  StorageFullError,
  StoreUnavailableError,
  TooManyDirectExportsError,
  TooManyExportTasksError,
} from './errors.js'
export { EXPORT_COLUMNS } from './export-task/columns.js'
export { coveredEnterpriseProjects } from './export-task/coverage.js'
export {
  type DirectExport,
  type DirectExportOrder,
  DirectExports,
  type DirectExportsParts,
} from './export-task/direct-exports.js'
export { type ExportBytesOptions, type ExportBytesParts, exportBytes } from './export-task/export-bytes.js'
export {
  EXPORT_FORMATS,
  type ExportFailure,
  type ExportFile,
  type ExportFormatName,
  type ExportProgress,
  type ExportRequest,
  type ExportStatus,
  type ExportTask,
  LANGUAGES,
  type Language,
  type Requester,
} from './export-task/export-task.js'
export { type Download, type ExportOrder, ExportTasks, type ExportTasksParts } from './export-task/export-tasks.js'
export { exportRange, type RequestedRange } from './export-task/export-window.js'
export { expire, fail, succeed } from './export-task/lifecycle.js'
export { type Manifest, manifestOf, type WireQuery, wireQuery } from './export-task/manifest.js'
export type { AccessKey, AccessKeyStore, Principal } from './ports/access-key-store.js'
export { type Clock, systemClock } from './ports/clock.js'
export type { ByteRange, ExportFileStore, OpenedFile, PendingFile } from './ports/export-file-store.js'
export type { ExportClaim, ExportTaskQuery, ExportTaskStore } from './ports/export-task-store.js'
export type { FileFormat, FileFormats } from './ports/file-format.js'
export {
  CUT_MARK,
  type DesktopCounts,
  type IngestBatch,
  type LineRefusal,
  MAX_LINES_PER_TRANSACTION,
  MAX_REFUSALS_TOLD,
  type MergeOptions,
  type MergeOutcome,
  type OnlineUserCount,
  type OnlineUserQuestion,
  type Page,
  type RecordStore,
  type RefusalProblem,
  type RenderedRows,
  type RowLayout,
  type RowSyntax,
} from './ports/record-store.js'
