import { type Access, OPERATIONS, type OperationId } from '@deskledger/contract'
import type { FastifyInstance } from 'fastify'
import * as accessKeys from './administration/access-keys.js'
import * as accounts from './administration/accounts.js'
import * as audit from './administration/audit.js'
import { createBackup } from './administration/backups.js'
import { erasePerson } from './administration/erase-person.js'
import * as faults from './administration/faults.js'
import * as grants from './administration/grants.js'
import * as groups from './administration/groups.js'
import * as policies from './administration/policies.js'
import * as projects from './administration/projects.js'
import * as retention from './administration/retention.js'
import { showSettings } from './administration/settings.js'
import { testPolicy } from './administration/test-policy.js'
import * as users from './administration/users.js'
import { createBrowserSession } from './browser-session/create-browser-session.js'
import { deleteBrowserSession } from './browser-session/delete-browser-session.js'
import { showBrowserSession } from './browser-session/show-browser-session.js'
import { exportUserLoginInfoNew } from './connection-record/export-user-login-info-new.js'
import { ingestConnectionRecords } from './connection-record/ingest-connection-records.js'
import { listConnectionRanking } from './connection-record/list-connection-ranking.js'
import { listHistoryOnlineInfoNew } from './connection-record/list-history-online-info-new.js'
import { listInstancesStatus } from './connection-record/list-instances-status.js'
import { listLoginRecordsNew } from './connection-record/list-login-records-new.js'
import { showConnectionSeries } from './connection-record/show-connection-series.js'
import { deleteExportTasks } from './export-task/delete-export-tasks.js'
import { downloadExportFile } from './export-task/download-export-file.js'
import { estimateExport } from './export-task/estimate-export.js'
import { exportUserConnectionNew } from './export-task/export-user-connection-new.js'
import { listExportTasks } from './export-task/list-export-tasks.js'
import { showExportManifest } from './export-task/show-export-manifest.js'
import { showExportTask } from './export-task/show-export-task.js'
import { createTemporaryAccessKey } from './identity/create-temporary-access-key.js'
import { createToken } from './identity/create-token.js'
import { listAuthDomains } from './identity/list-auth-domains.js'
import { listProjects } from './identity/list-projects.js'
import { listRegions } from './identity/list-regions.js'
import { validateToken } from './identity/validate-token.js'
import { type Handler, operationRoute, type RouteParts } from './operation-route.js'
import { listSigningKeys } from './signing-key/list-signing-keys.js'

/** What answers each operation; one that is missing does not compile. */
const HANDLERS = {
  ExportUserConnectionNew: exportUserConnectionNew,
  ListLoginRecordsNew: listLoginRecordsNew,
  ExportUserLoginInfoNew: exportUserLoginInfoNew,
  ListHistoryOnlineInfoNew: listHistoryOnlineInfoNew,
  ListInstancesStatus: listInstancesStatus,
  ListExportTasks: listExportTasks,
  DownloadExportFile: downloadExportFile,
  DeleteExportTasks: deleteExportTasks,
  IngestConnectionRecords: ingestConnectionRecords,
  EstimateExport: estimateExport,
  ShowConnectionSeries: showConnectionSeries,
  ListConnectionRanking: listConnectionRanking,
  ShowExportTask: showExportTask,
  ShowExportManifest: showExportManifest,
  ListSigningKeys: listSigningKeys,
  KeystoneCreateUserTokenByPassword: createToken,
  KeystoneValidateToken: validateToken,
  KeystoneListProjects: listProjects,
  KeystoneListRegions: listRegions,
  KeystoneListAuthDomains: listAuthDomains,
  CreateTemporaryAccessKeyByToken: createTemporaryAccessKey,
  CreateBrowserSession: createBrowserSession,
  ShowBrowserSession: showBrowserSession,
  DeleteBrowserSession: deleteBrowserSession,
  ListAccounts: accounts.listAccounts,
  CreateAccount: accounts.createAccount,
  UpdateAccount: accounts.updateAccount,
  ShowSettings: showSettings,
  ListProjects: projects.listAccountProjects,
  CreateProject: projects.createProject,
  UpdateProject: projects.updateProject,
  ListUsers: users.listUsers,
  CreateUser: users.createUser,
  ShowUser: users.showUser,
  UpdateUser: users.updateUser,
  DeleteUser: users.deleteUser,
  ListAccessKeys: accessKeys.listAccessKeys,
  CreateAccessKey: accessKeys.createAccessKey,
  UpdateAccessKey: accessKeys.updateAccessKey,
  DeleteAccessKey: accessKeys.deleteAccessKey,
  ListGroups: groups.listGroups,
  CreateGroup: groups.createGroup,
  ShowGroup: groups.showGroup,
  DeleteGroup: groups.deleteGroup,
  AddUserToGroup: groups.addUserToGroup,
  RemoveUserFromGroup: groups.removeUserFromGroup,
  ListPolicies: policies.listPolicies,
  CreatePolicy: policies.createPolicy,
  ShowPolicy: policies.showPolicy,
  UpdatePolicy: policies.updatePolicy,
  DeletePolicy: policies.deletePolicy,
  TestPolicy: testPolicy,
  ListGrants: grants.listGrants,
  CreateGrant: grants.createGrant,
  DeleteGrant: grants.deleteGrant,
  ListAuditEntries: audit.listAuditEntries,
  ShowAuditCheckpoint: audit.showAuditCheckpoint,
  ErasePersonalData: audit.erasePersonalData,
  CreateBackup: createBackup,
  ListLegalHolds: retention.listLegalHolds,
  AddLegalHold: retention.addLegalHold,
  RemoveLegalHold: retention.removeLegalHold,
  ErasePerson: erasePerson,
  PreviewPurge: retention.previewPurge,
  ListFaults: faults.listFaults,
  AddFault: faults.addFault,
  ClearFaults: faults.clearFaults,
} satisfies Record<OperationId, (parts: RouteParts) => Handler>

/** Adds the routes of the operations of a scope. They rely on what that scope finds out about a request. */
export function operationRoutes(app: FastifyInstance, parts: RouteParts, scope: Access['scope']): void {
  for (const [id, handlerOf] of Object.entries(HANDLERS) as [OperationId, (parts: RouteParts) => Handler][]) {
    if (OPERATIONS[id].access.scope === scope) operationRoute(app, parts, id, handlerOf(parts))
  }
}
