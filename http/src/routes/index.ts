import type { OperationId } from '@deskledger/contract'
import type { FastifyInstance } from 'fastify'
import type { HttpParts } from '../http-parts.js'
import { exportUserLoginInfoNew } from './connection-record/export-user-login-info-new.js'
import { ingestConnectionRecords } from './connection-record/ingest-connection-records.js'
import { listHistoryOnlineInfoNew } from './connection-record/list-history-online-info-new.js'
import { listInstancesStatus } from './connection-record/list-instances-status.js'
import { listLoginRecordsNew } from './connection-record/list-login-records-new.js'
import { deleteExportTasks } from './export-task/delete-export-tasks.js'
import { downloadExportFile } from './export-task/download-export-file.js'
import { exportUserConnectionNew } from './export-task/export-user-connection-new.js'
import { listExportTasks } from './export-task/list-export-tasks.js'
import { showExportManifest } from './export-task/show-export-manifest.js'
import { showExportTask } from './export-task/show-export-task.js'

/** The routes that are built so far. */
const ROUTES = {
  ExportUserConnectionNew: exportUserConnectionNew,
  ListLoginRecordsNew: listLoginRecordsNew,
  ExportUserLoginInfoNew: exportUserLoginInfoNew,
  ListHistoryOnlineInfoNew: listHistoryOnlineInfoNew,
  ListInstancesStatus: listInstancesStatus,
  ListExportTasks: listExportTasks,
  DownloadExportFile: downloadExportFile,
  DeleteExportTasks: deleteExportTasks,
  IngestConnectionRecords: ingestConnectionRecords,
  ShowExportTask: showExportTask,
  ShowExportManifest: showExportManifest,
} satisfies Partial<Record<OperationId, (app: FastifyInstance, parts: HttpParts) => void>>

/** Adds the routes of all operations. They rely on what the signed scope finds out about a request. */
export function operationRoutes(app: FastifyInstance, parts: HttpParts): void {
  for (const route of Object.values(ROUTES)) route(app, parts)
}
