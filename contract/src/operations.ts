import Type, { type Static, type TObject, type TSchema } from 'typebox'
import * as parameters from './parameters.js'
import { ExportManifest, ExportTaskDetail, ExportTaskPage, ExportTaskReference } from './schemas/export-task.js'
import { ConnectionRecordPage, IngestRecord, IngestResult } from './schemas/record.js'

/** One operation of the HTTP API, as data: validation, types, OpenAPI, client and documentation come from it. */
export interface Operation {
  readonly method: 'GET' | 'POST'
  /** With `{name}` for parameters. */
  readonly path: string
  readonly summary: string
  readonly description: string
  /** True for what the Workspace API does not have. */
  readonly isExtension: boolean
  readonly pathParameters: TObject
  readonly query: TObject
  /** Names of query parameters that the Workspace API does not have. */
  readonly extensionParameters?: readonly string[]
  /** Bodies by media type. */
  readonly body?: Readonly<Record<string, TSchema>>
  /** Answer of status 200, by media type; none means an empty body. */
  readonly answer: { readonly description: string; readonly mediaType?: string; readonly schema?: TSchema }
}

/** All operations by their operation id. Sources: spec/api.md 1, 2, 6, 7, 8; extensions: design.md 3. */
export const OPERATIONS = {
  ExportUserConnectionNew: {
    method: 'GET',
    path: '/v3/{project_id}/desktops/connections/export',
    summary: 'Ask for an export of connection records',
    description:
      'Freezes the query and the state of the ledger, and answers with the id of an asynchronous task. Ask ListExportTasks until its status is SUCCESS, then DownloadExportFile.',
    isExtension: false,
    pathParameters: parameters.ProjectPath,
    query: parameters.ExportQuery,
    extensionParameters: ['format', 'time_zone', 'columns'],
    answer: { description: 'The task was created.', mediaType: 'application/json', schema: ExportTaskReference },
  },
  ListLoginRecordsNew: {
    method: 'GET',
    path: '/v2/{project_id}/connections/desktops',
    summary: 'List connection records',
    description: 'Newest connection_start_time first, equal times by transaction_id.',
    isExtension: false,
    pathParameters: parameters.ProjectPath,
    query: parameters.RecordListQuery,
    answer: { description: 'One page of records.', mediaType: 'application/json', schema: ConnectionRecordPage },
  },
  ListExportTasks: {
    method: 'GET',
    path: '/v2/{project_id}/export-tasks',
    summary: 'List export tasks',
    description: 'The export center. Newest first unless sorted otherwise.',
    isExtension: false,
    pathParameters: parameters.ProjectPath,
    query: parameters.ExportTaskListQuery,
    answer: { description: 'One page of tasks.', mediaType: 'application/json', schema: ExportTaskPage },
  },
  DownloadExportFile: {
    method: 'GET',
    path: '/v2/{project_id}/export-tasks/{task_id}/download',
    summary: 'Download the file of an export task',
    description:
      'Answers the bytes of the file with Content-Length, Content-Disposition, Content-Digest, Repr-Digest and ETag; one byte range may be asked for. 409 while the task is CREATING or when it is FAIL, 410 when the file has EXPIRED.',
    isExtension: false,
    pathParameters: parameters.TaskPath,
    query: parameters.NoQuery,
    answer: {
      description: 'The file.',
      mediaType: 'application/octet-stream',
      schema: Type.Unsafe<Uint8Array>({ type: 'string', format: 'binary' }),
    },
  },
  DeleteExportTasks: {
    method: 'POST',
    path: '/v2/{project_id}/export-tasks/batch-delete',
    summary: 'Delete export tasks and their files',
    description: 'Tasks being created are stopped. Unknown ids are ignored, so deleting twice is harmless.',
    isExtension: false,
    pathParameters: parameters.ProjectPath,
    query: parameters.NoQuery,
    body: { 'application/json': parameters.DeleteTasksBody },
    answer: { description: 'The tasks are gone.' },
  },
  IngestConnectionRecords: {
    method: 'POST',
    path: '/v3/{project_id}/desktops/connections',
    summary: 'Deliver connection records',
    description:
      'One record per line (NDJSON) or `{"records":[…]}`; `Content-Encoding: gzip` is taken. Deliveries of one record are merged field by field, highest revision first. A refused line has no effect and harms no other; with `atomic` it refuses the request with 400. Status 200 means: on disk, synced.',
    isExtension: true,
    pathParameters: parameters.ProjectPath,
    query: parameters.IngestQuery,
    body: {
      'application/x-ndjson': IngestRecord,
      'application/json': Type.Object({ records: Type.Array(IngestRecord) }, { additionalProperties: false }),
    },
    answer: { description: 'What each line did.', mediaType: 'application/json', schema: IngestResult },
  },
  ShowExportTask: {
    method: 'GET',
    path: '/v2/{project_id}/export-tasks/{task_id}',
    summary: 'Show one export task',
    description: 'The task with its progress, query, size and digest.',
    isExtension: true,
    pathParameters: parameters.TaskPath,
    query: parameters.NoQuery,
    answer: { description: 'The task.', mediaType: 'application/json', schema: ExportTaskDetail },
  },
  ShowExportManifest: {
    method: 'GET',
    path: '/v2/{project_id}/export-tasks/{task_id}/manifest',
    summary: 'Show the manifest of an export file',
    description: 'Rows, bytes and SHA-256 of the file, the query it answers and the cut-off it was read at.',
    isExtension: true,
    pathParameters: parameters.TaskPath,
    query: parameters.NoQuery,
    answer: { description: 'The manifest.', mediaType: 'application/json', schema: ExportManifest },
  },
} as const satisfies Record<string, Operation>

/** Operation ids. */
export type OperationId = keyof typeof OPERATIONS

/** Query parameters of an operation, as values. */
export type QueryOf<Id extends OperationId> = Static<(typeof OPERATIONS)[Id]['query']>
