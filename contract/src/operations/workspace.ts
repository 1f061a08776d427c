import type { Operation } from '../operation.js'
import * as parameters from '../parameters.js'
import { DesktopStatusCounts, OnlineUserCounts } from '../schemas/counts.js'
import { ExportTaskPage, ExportTaskReference } from '../schemas/export-task.js'
import { FileContent } from '../schemas/file.js'
import { ConnectionRecordPage } from '../schemas/record.js'

const COMPATIBLE = { isExtension: false, errorShape: 'service' } as const

const project = (action: string) => ({ scope: 'project', action }) as const

/** The operations of the Workspace API (spec/api.md 1 to 8, actions: spec/auth.md 5.3). */
export const WORKSPACE = {
  ExportUserConnectionNew: {
    ...COMPATIBLE,
    method: 'GET',
    path: '/v3/{project_id}/desktops/connections/export',
    summary: 'Ask for an export of connection records',
    description:
      'Freezes the query and the state of the ledger, and answers with the id of an asynchronous task. Ask ListExportTasks until its status is SUCCESS, then DownloadExportFile. The published API demands no action here; the server may be set to demand it.',
    access: project('workspace:connections:export'),
    effect: 'once',
    pathParameters: parameters.ProjectPath,
    query: parameters.ExportQuery,
    extensionParameters: [...parameters.EXTENSION_FILTER_NAMES, 'format', 'compression', 'time_zone', 'columns'],
    answer: {
      status: 200,
      description: 'The task was created.',
      mediaType: 'application/json',
      schema: ExportTaskReference,
    },
  },
  ListLoginRecordsNew: {
    ...COMPATIBLE,
    method: 'GET',
    path: '/v2/{project_id}/connections/desktops',
    summary: 'List connection records',
    description: 'Newest connection_start_time first, equal times by transaction_id.',
    access: project('workspace:connections:securityList'),
    effect: 'read',
    pathParameters: parameters.ProjectPath,
    query: parameters.RecordListQuery,
    extensionParameters: ['domain', ...parameters.EXTENSION_FILTER_NAMES],
    answer: {
      status: 200,
      description: 'One page of records.',
      mediaType: 'application/json',
      schema: ConnectionRecordPage,
    },
  },
  ExportUserLoginInfoNew: {
    ...COMPATIBLE,
    method: 'GET',
    path: '/v2/{project_id}/connections/desktops/export',
    summary: 'Export connection records in the answer itself (to be deprecated)',
    description:
      'The answer is the file, as it is written: its length is not known beforehand. An answer that cannot be finished ends as a broken connection. Prefer ExportUserConnectionNew.',
    access: project('workspace:connections:securityExport'),
    effect: 'read',
    pathParameters: parameters.ProjectPath,
    query: parameters.SynchronousExportQuery,
    extensionParameters: ['format', 'compression', 'time_zone', 'columns'],
    answer: {
      status: 200,
      description: 'The file.',
      mediaType: 'application/octet-stream',
      schema: FileContent,
    },
  },
  ListHistoryOnlineInfoNew: {
    ...COMPATIBLE,
    method: 'GET',
    path: '/v2/{project_id}/connections/online-users',
    summary: 'Count online users over time',
    description:
      'Users with an established connection in each hour or day, in UTC. Hours when query_type is DAY or both times lie on the same day, else days. The first bucket begins at midnight.',
    access: project('workspace:connections:listOnlineUsers'),
    effect: 'read',
    pathParameters: parameters.ProjectPath,
    query: parameters.OnlineUsersQuery,
    answer: {
      status: 200,
      description: 'One text for each bucket.',
      mediaType: 'application/json',
      schema: OnlineUserCounts,
    },
  },
  ListInstancesStatus: {
    ...COMPATIBLE,
    method: 'GET',
    path: '/v2/{project_id}/connections/status',
    summary: 'Count desktops by state',
    description:
      'As far as connection records tell: a desktop whose latest connection is open is in use, any other is ready. What records do not tell is 0.',
    access: project('workspace:desktops:getConnectStatus'),
    effect: 'read',
    pathParameters: parameters.ProjectPath,
    query: parameters.NoQuery,
    answer: {
      status: 200,
      description: 'The counts of the project.',
      mediaType: 'application/json',
      schema: DesktopStatusCounts,
    },
  },
  ListExportTasks: {
    ...COMPATIBLE,
    method: 'GET',
    path: '/v2/{project_id}/export-tasks',
    summary: 'List export tasks',
    description: 'The export center. Newest first unless sorted otherwise.',
    access: project('workspace:tenants:listExportTasks'),
    effect: 'read',
    pathParameters: parameters.ProjectPath,
    query: parameters.ExportTaskListQuery,
    answer: {
      status: 200,
      description: 'One page of tasks.',
      mediaType: 'application/json',
      schema: ExportTaskPage,
    },
  },
  DownloadExportFile: {
    ...COMPATIBLE,
    method: 'GET',
    path: '/v2/{project_id}/export-tasks/{task_id}/download',
    summary: 'Download the file of an export task',
    description:
      'Answers the bytes of the file with Content-Length, Content-Disposition, Content-Digest, Repr-Digest and ETag; one byte range may be asked for. 409 while the task is CREATING or when it is FAIL, 410 when the file has EXPIRED.',
    access: project('workspace:tenants:exportData'),
    effect: 'read',
    pathParameters: parameters.TaskPath,
    query: parameters.NoQuery,
    answer: {
      status: 200,
      description: 'The file.',
      mediaType: 'application/octet-stream',
      schema: FileContent,
    },
  },
  DeleteExportTasks: {
    ...COMPATIBLE,
    method: 'POST',
    path: '/v2/{project_id}/export-tasks/batch-delete',
    summary: 'Delete export tasks and their files',
    description: 'Tasks being created are stopped. Unknown ids are ignored, so deleting twice is harmless.',
    access: project('workspace:tenants:deleteExportTasks'),
    effect: 'idempotent',
    pathParameters: parameters.ProjectPath,
    query: parameters.NoQuery,
    body: { 'application/json': parameters.DeleteTasksBody },
    answer: { status: 200, description: 'The tasks are gone.' },
  },
} as const satisfies Record<string, Operation>
