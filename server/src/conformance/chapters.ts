import type { Chapter } from './chapter.js'
import { deleteExportTasks } from './chapters/delete-export-tasks.js'
import { downloadExportFile } from './chapters/download-export-file.js'
import { everyOperation } from './chapters/every-operation.js'
import { exportUserConnectionNew } from './chapters/export-user-connection-new.js'
import { exportUserLoginInfoNew } from './chapters/export-user-login-info-new.js'
import { listExportTasks } from './chapters/list-export-tasks.js'
import { listHistoryOnlineInfoNew } from './chapters/list-history-online-info-new.js'
import { listInstancesStatus } from './chapters/list-instances-status.js'
import { listLoginRecordsNew } from './chapters/list-login-records-new.js'
import { signatures } from './chapters/signatures.js'
import { timesAndFilters } from './chapters/times-and-filters.js'

/** All chapters, in the order of the page. */
export const CHAPTERS: readonly Chapter[] = [
  everyOperation,
  signatures,
  timesAndFilters,
  exportUserConnectionNew,
  listLoginRecordsNew,
  exportUserLoginInfoNew,
  listHistoryOnlineInfoNew,
  listInstancesStatus,
  listExportTasks,
  downloadExportFile,
  deleteExportTasks,
]
