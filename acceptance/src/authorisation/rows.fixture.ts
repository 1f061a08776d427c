import type { OperationId } from '@deskledger/contract'
import type { Tenant } from '../tenant.fixture.js'
import { ADMINISTRATION_ROWS } from './administration-rows.fixture.js'
import { type Aim, fresh, type Row } from './row.fixture.js'

const task = ({ taskId }: Tenant): Aim => ({ path: { task_id: taskId } })

const login = ({ accountName, userName: name, userPassword: password }: Tenant): Aim => ({
  body: {
    auth: {
      identity: { methods: ['password'], password: { user: { name, password, domain: { name: accountName } } } },
    },
  },
})

const tokenOf = async ({ client, accountName: account, userName, userPassword: password }: Tenant): Promise<string> =>
  (await client.createToken({ account, userName, password })).token

/** The authorisation matrix: an operation without a row does not compile. */
export const ROWS = {
  ExportUserConnectionNew: {
    aim: () => ({ query: { format: 'csv', user_name: fresh('somebody') } }),
    isAnsweredAgain: true,
  },
  ListLoginRecordsNew: { aim: () => ({}) },
  ExportUserLoginInfoNew: { aim: () => ({ query: { format: 'csv' } }) },
  ListHistoryOnlineInfoNew: { aim: () => ({ query: { query_type: 'DAY' } }) },
  ListInstancesStatus: { aim: () => ({}) },
  ListExportTasks: { aim: () => ({}) },
  // It is marked as downloaded.
  DownloadExportFile: { aim: task, changes: true },
  DeleteExportTasks: {
    aim: async ({ client }) => {
      const { task_id } = await client.exportUserConnection({ format: 'csv', user_name: fresh('somebody') })
      return { body: { task_ids: [task_id] } }
    },
  },
  IngestConnectionRecords: {
    aim: () => {
      const line = { transaction_id: fresh('transaction'), connection_start_time: new Date().toISOString() }
      return { body: `${JSON.stringify(line)}\n` }
    },
  },
  EstimateExport: { aim: () => ({ query: { format: 'csv' } }) },
  ShowConnectionSeries: { aim: () => ({ query: { grain: 'HOUR' } }) },
  ListConnectionRanking: { aim: () => ({ query: { by: 'user_name' } }) },
  ShowExportTask: { aim: task },
  ShowExportManifest: { aim: task },
  KeystoneCreateUserTokenByPassword: { aim: login, changes: false },
  KeystoneValidateToken: {
    aim: async (tenant) => ({ headers: { 'X-Subject-Token': await tokenOf(tenant) } }),
    outside: 'invalidParameter',
  },
  KeystoneListProjects: { aim: () => ({}), outside: 'own' },
  KeystoneListRegions: { aim: () => ({}), outside: 'own' },
  KeystoneListAuthDomains: { aim: () => ({}), outside: 'own' },
  CreateTemporaryAccessKeyByToken: {
    aim: async (tenant) => ({
      body: { auth: { identity: { methods: ['token'], token: { id: await tokenOf(tenant) } } } },
    }),
    changes: false,
  },
  ListSigningKeys: { aim: () => ({}) },
  CreateBrowserSession: {
    aim: ({ accountName: account, userName: user_name, userPassword: password }) => ({
      body: { account, user_name, password },
    }),
    changes: false,
  },
  ShowBrowserSession: { aim: () => ({}), outside: 'own' },
  // Without a cookie there is nothing to end.
  DeleteBrowserSession: { aim: () => ({}), outside: 'own', changes: false },
  // Who was refused elsewhere finds there what was asked for, but made nothing with these.
  ListAuditEntries: { aim: () => ({ query: { operation: 'CreateGroup', limit: '5' } }), outside: 'own' },
  ShowAuditCheckpoint: { aim: () => ({}), outside: 'own' },
  ErasePersonalData: { aim: () => ({ body: { value: fresh('nobody') } }), outside: 'own', changes: false },
  ...ADMINISTRATION_ROWS,
} satisfies Record<OperationId, Row>
