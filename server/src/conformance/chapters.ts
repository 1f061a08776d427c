import type { Chapter } from './chapter.js'
import { deleteExportTasks } from './chapters/delete-export-tasks.js'
import { downloadExportFile } from './chapters/download-export-file.js'
import { errors } from './chapters/errors.js'
import { everyOperation } from './chapters/every-operation.js'
import { exportFile } from './chapters/export-file.js'
import { exportUserConnectionNew } from './chapters/export-user-connection-new.js'
import { exportUserLoginInfoNew } from './chapters/export-user-login-info-new.js'
import { listExportTasks } from './chapters/list-export-tasks.js'
import { listHistoryOnlineInfoNew } from './chapters/list-history-online-info-new.js'
import { listInstancesStatus } from './chapters/list-instances-status.js'
import { listLoginRecordsNew } from './chapters/list-login-records-new.js'
import { listAuthDomains } from './chapters/look-ups/list-auth-domains.js'
import { listProjects } from './chapters/look-ups/list-projects.js'
import { listRegions } from './chapters/look-ups/list-regions.js'
import { permissions } from './chapters/permissions.js'
import { signatures } from './chapters/signatures.js'
import { timesAndFilters } from './chapters/times-and-filters.js'
import { createToken } from './chapters/tokens/create-token.js'
import { createTemporaryKey } from './chapters/tokens/temporary-keys.js'
import { validateToken } from './chapters/tokens/validate-token.js'

/** All chapters, in the order of the page. */
export const CHAPTERS: readonly Chapter[] = [
  everyOperation,
  timesAndFilters,
  exportUserConnectionNew,
  listLoginRecordsNew,
  exportUserLoginInfoNew,
  listHistoryOnlineInfoNew,
  listInstancesStatus,
  listExportTasks,
  downloadExportFile,
  deleteExportTasks,
  exportFile,
  signatures,
  createToken,
  validateToken,
  createTemporaryKey,
  listProjects,
  listRegions,
  listAuthDomains,
  permissions,
  errors,
]
