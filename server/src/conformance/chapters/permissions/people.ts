import { expect } from 'vitest'
import type { Fact, Part } from '../../chapter.js'
import { fails } from '../../checks.js'
import type { Json } from '../../send-as.js'
import { newName } from '../../serial.js'
import type { Trial } from '../../trial.js'
import { policy50 } from './decide.js'

const PROJECT = '/v2/{project_id}'

/** A request to each operation that an action stands for (spec/auth.md 5.3). */
const OPERATIONS: readonly (readonly [operation: string, action: string, method: string, path: string])[] = [
  ['ListLoginRecordsNew', 'workspace:connections:securityList', 'GET', `${PROJECT}/connections/desktops`],
  ['ExportUserLoginInfoNew', 'workspace:connections:securityExport', 'GET', `${PROJECT}/connections/desktops/export`],
  ['ListHistoryOnlineInfoNew', 'workspace:connections:listOnlineUsers', 'GET', `${PROJECT}/connections/online-users`],
  ['ListInstancesStatus', 'workspace:desktops:getConnectStatus', 'GET', `${PROJECT}/connections/status`],
  ['ListExportTasks', 'workspace:tenants:listExportTasks', 'GET', `${PROJECT}/export-tasks`],
  ['DownloadExportFile', 'workspace:tenants:exportData', 'GET', `${PROJECT}/export-tasks/x/download`],
  ['DeleteExportTasks', 'workspace:tenants:deleteExportTasks', 'POST', `${PROJECT}/export-tasks/batch-delete`],
]

async function statusFor(
  trial: Trial,
  key: Parameters<Trial['get']>[2],
  method: string,
  path: string,
): Promise<number> {
  const headers = method === 'POST' ? { 'Content-Type': 'application/json' } : {}
  return (await trial.send(method, path, { ...key, headers, ...(method === 'POST' ? { body: '{}' } : {}) })).status
}

async function adminGroup(trial: Trial): Promise<string> {
  const groups = (await trial.get('/admin/v1/groups')).body['groups'] as Json[]
  return String(groups.find(({ name }) => name === 'admin')?.['group_id'])
}

const SYSTEM = [
  'Tenant Administrator',
  'Workspace Administrator',
  'Workspace FullAccess',
  'Workspace DesktopsManager',
  'Workspace UserManager',
  'Workspace SecurityManager',
  'Workspace TenantManager',
  'Workspace ReadOnlyAccess',
]

export const people: Part = {
  title: 'Accounts, users and groups',
  facts: [
    {
      fact: 'The account itself may call everything',
      source: 'auth.md 5',
      check: async (trial) => {
        for (const [, , method, path] of OPERATIONS) {
          expect(await statusFor(trial, {}, method, path)).not.toBe(403)
        }
      },
    },
    {
      fact: 'A new user has no permission',
      source: 'auth.md 5',
      check: async (trial) => {
        const { key } = await trial.user()
        for (const [, , method, path] of OPERATIONS) {
          expect(await statusFor(trial, { as: key }, method, path)).toBe(403)
        }
      },
    },
    {
      fact: 'Groups carry permissions',
      source: 'auth.md 5',
      check: async (trial) => {
        const { id, key } = await trial.user()
        const { body } = await trial.post('/admin/v1/groups', { name: newName() })
        const grant = { policy_id: 'wks_adm', group_id: body['group_id'], project_id: await trial.projectId() }
        await trial.post('/admin/v1/grants', grant)
        const path = `${PROJECT}/connections/desktops`
        expect((await trial.get(path, '', { as: key })).status).toBe(403)
        await trial.send('PUT', `/admin/v1/groups/${body['group_id']}/users/${id}`)
        expect((await trial.get(path, '', { as: key })).status).toBe(200)
      },
    },
    {
      fact: 'The group `admin` has all permissions',
      source: 'auth.md 5',
      check: async (trial) => {
        const { id, key } = await trial.user()
        await trial.send('PUT', `/admin/v1/groups/${await adminGroup(trial)}/users/${id}`)
        expect((await trial.get(`${PROJECT}/connections/desktops`, '', { as: key })).status).toBe(200)
        expect((await trial.get('/admin/v1/users', '', { as: key })).status).toBe(200)
      },
    },
    {
      fact: `There are ${SYSTEM.join(', ')}`,
      source: 'auth.md 5.4',
      check: async (trial) => {
        const policies = (await trial.get('/admin/v1/policies')).body['policies'] as Json[]
        expect(policies.map(({ name }) => name)).toEqual(expect.arrayContaining(SYSTEM))
      },
    },
    {
      fact: '`te_admin` is everything except identities, `wks_adm` the whole Workspace service',
      source: 'auth.md 5.4',
      check: async (trial) => {
        for (const role of ['te_admin', 'wks_adm']) {
          const { key } = await trial.user(role)
          expect((await trial.get(`${PROJECT}/connections/desktops`, '', { as: key })).status).toBe(200)
          expect((await trial.get('/admin/v1/users', '', { as: key })).status).toBe(403)
        }
      },
    },
  ],
}

export const actions: Part = {
  title: 'Actions',
  facts: [
    ...OPERATIONS.map(
      ([operation, action, method, path]): Fact => ({
        fact: `${operation} takes \`${action}\`, and nothing else`,
        source: 'auth.md 5.3',
        check: async (trial) => {
          const { key: granted } = await trial.user(policy50({ Effect: 'Allow', Action: [action] }))
          expect(await statusFor(trial, { as: granted }, method, path)).not.toBe(403)
          const { key: others } = await trial.user(policy50({ Effect: 'Allow', NotAction: [action] }))
          expect(await statusFor(trial, { as: others }, method, path)).toBe(403)
        },
      }),
    ),
    {
      fact: 'None of these actions has a resource type; `Resource` is `*`',
      source: 'auth.md 5.3',
      check: async (trial) => {
        const listing = { Effect: 'Allow', Action: ['workspace:connections:securityList'] }
        const { key } = await trial.user(policy50({ ...listing, Resource: ['*'] }))
        expect((await trial.get(`${PROJECT}/connections/desktops`, '', { as: key })).status).toBe(200)
        const { key: other } = await trial.user(policy50({ ...listing, Resource: ['workspace:*:*:desktop:*'] }))
        await fails('GET', `${PROJECT}/connections/desktops`, [403, 'WKS.00081102'], { as: other })(trial)
      },
    },
  ],
}
