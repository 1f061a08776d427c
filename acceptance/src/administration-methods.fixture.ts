import { type Administration, AuthenticationError, ConflictError, DeskledgerClient } from '@deskledger/client'
import { expect } from 'vitest'
import type { MethodName, MethodRun } from './client-run.fixture.js'
import { ROOT } from './ledger.fixture.js'

const DOCUMENT = {
  Version: '5.0',
  Statement: [{ Effect: 'Allow', Action: ['workspace:connections:securityList'] }],
} as const
const DENY = { Effect: 'Deny', Action: ['workspace:*:*'] } as const
const ACTION = 'workspace:connections:securityList'
const READ_ONLY = 'workspace_read_only_access'
/** Each run adds another one: the very same request of one second would be refused. */
const FAULT = { kind: 'refuse', status: 503, operation: 'ListInstancesStatus', times: 1 } as const

/** A name that nothing has yet. */
const aName = (): string => crypto.randomUUID()

const aUser = (admin: Administration) => admin.createUser({ name: aName() })
const aGroup = (admin: Administration) => admin.createGroup({ name: aName(), description: 'of a test' })
const aPolicy = (admin: Administration) => admin.createPolicy({ name: aName(), document: DOCUMENT })

/** Every method of administration; its operation has the same name. */
export const ADMINISTRATION_METHODS = {
  listAccounts: async ({ admin }) => {
    expect((await admin.listAccounts()).accounts).toContainEqual(
      expect.objectContaining({ name: 'deskledger', enabled: true }),
    )
  },
  createAccount: async ({ admin }, { endpoint }) => {
    const made = await admin.createAccount({ name: aName(), project_name: 'main' })
    expect(made.root_password).toMatch(/^\S{20}$/)
    const { access_key: accessKey, secret_key: secretKey } = made.access_key
    const owner = new DeskledgerClient({ endpoint, accessKey, secretKey })
    expect(await owner.listProjects()).toMatchObject({ projects: [{ id: made.project_id, name: 'main' }] })
  },
  updateAccount: async ({ admin }, { endpoint }) => {
    const { account, access_key } = await admin.createAccount({ name: aName() })
    const owner = new DeskledgerClient({ endpoint, accessKey: access_key.access_key, secretKey: access_key.secret_key })
    expect(await admin.updateAccount(account.account_id, { enabled: false })).toEqual({ ...account, enabled: false })
    await expect(owner.listProjects()).rejects.toThrow(AuthenticationError)
  },
  listProjects: async ({ admin }) => {
    expect((await admin.listProjects()).projects).toContainEqual(
      expect.objectContaining({ project_id: ROOT.projectId, name: 'local-1', enabled: true }),
    )
  },
  createProject: async ({ admin }) => {
    const project_id = aName().replaceAll('-', '')
    expect(await admin.createProject({ name: project_id, project_id })).toMatchObject({ project_id, enabled: true })
  },
  updateProject: async ({ admin }, { endpoint }) => {
    const { project_id } = await admin.createProject({ name: aName() })
    const renamed = aName()
    expect(await admin.updateProject(project_id, { name: renamed, enabled: false })).toMatchObject({
      name: renamed,
      enabled: false,
    })
    const member = new DeskledgerClient({ ...ROOT, endpoint, projectId: project_id })
    await expect(member.listLoginRecords()).rejects.toMatchObject({ status: 403, code: 'APIGW.0310' })
  },
  listUsers: async ({ admin }) => {
    const user = await aUser(admin)
    const { users } = await admin.listUsers()
    expect(users).toContainEqual(user)
    expect(users).toContainEqual(expect.objectContaining({ name: 'root', is_root: true, has_password: true }))
  },
  createUser: async ({ admin }) => {
    const name = aName()
    expect(await admin.createUser({ name })).toMatchObject({ name, enabled: true, is_root: false, has_password: false })
    await expect(admin.createUser({ name })).rejects.toThrow(ConflictError)
  },
  showUser: async ({ admin }) => {
    const user = await aUser(admin)
    expect(await admin.showUser(user.user_id)).toEqual(user)
    await expect(admin.showUser('unknown')).rejects.toMatchObject({ status: 404, code: 'WKS.00211902' })
  },
  updateUser: async ({ admin }) => {
    const { user_id } = await aUser(admin)
    const name = aName()
    expect(await admin.updateUser(user_id, { name, enabled: false })).toMatchObject({ user_id, name, enabled: false })
  },
  deleteUser: async ({ admin }) => {
    const { user_id } = await aUser(admin)
    expect(await admin.deleteUser(user_id)).toBeUndefined()
    await expect(admin.showUser(user_id)).rejects.toMatchObject({ status: 404 })
  },
  listAccessKeys: async ({ admin }) => {
    const { user_id } = await aUser(admin)
    const { secret_key: _, ...key } = await admin.createAccessKey(user_id)
    expect(await admin.listAccessKeys(user_id)).toEqual({ access_keys: [key] })
  },
  createAccessKey: async ({ admin }, { endpoint }) => {
    const { user_id } = await aUser(admin)
    const { access_key: accessKey, secret_key: secretKey } = await admin.createAccessKey(user_id)
    expect(await new DeskledgerClient({ endpoint, accessKey, secretKey }).listProjects()).toMatchObject({
      projects: [],
    })
  },
  updateAccessKey: async ({ admin }, { endpoint }) => {
    const { user_id } = await aUser(admin)
    const { access_key: accessKey, secret_key: secretKey } = await admin.createAccessKey(user_id)
    expect(await admin.updateAccessKey(accessKey, { enabled: false })).toMatchObject({ enabled: false })
    const client = new DeskledgerClient({ endpoint, accessKey, secretKey })
    await expect(client.listProjects()).rejects.toThrow(AuthenticationError)
  },
  deleteAccessKey: async ({ admin }) => {
    const { user_id } = await aUser(admin)
    const { access_key } = await admin.createAccessKey(user_id)
    expect(await admin.deleteAccessKey(access_key)).toBeUndefined()
    expect(await admin.listAccessKeys(user_id)).toEqual({ access_keys: [] })
  },
  listGroups: async ({ admin }) => {
    const group = await aGroup(admin)
    const { groups } = await admin.listGroups()
    expect(groups).toContainEqual(group)
    expect(groups).toContainEqual(expect.objectContaining({ name: 'admin' }))
  },
  createGroup: async ({ admin }) => {
    const name = aName()
    expect(await admin.createGroup({ name, description: 'd' })).toMatchObject({ name, description: 'd', user_ids: [] })
  },
  showGroup: async ({ admin }) => {
    const group = await aGroup(admin)
    expect(await admin.showGroup(group.group_id)).toEqual(group)
  },
  deleteGroup: async ({ admin }) => {
    const { group_id } = await aGroup(admin)
    expect(await admin.deleteGroup(group_id)).toBeUndefined()
    await expect(admin.showGroup(group_id)).rejects.toMatchObject({ status: 404 })
  },
  addUserToGroup: async ({ admin }) => {
    const [{ user_id }, { group_id }] = [await aUser(admin), await aGroup(admin)]
    expect(await admin.addUserToGroup(group_id, user_id)).toBeUndefined()
    expect(await admin.showGroup(group_id)).toMatchObject({ user_ids: [user_id] })
    expect(await admin.showUser(user_id)).toMatchObject({ group_ids: [group_id] })
  },
  removeUserFromGroup: async ({ admin }) => {
    const [{ user_id }, { group_id }] = [await aUser(admin), await aGroup(admin)]
    await admin.addUserToGroup(group_id, user_id)
    expect(await admin.removeUserFromGroup(group_id, user_id)).toBeUndefined()
    expect(await admin.showUser(user_id)).toMatchObject({ group_ids: [] })
  },
  listPolicies: async ({ admin }) => {
    const policy = await aPolicy(admin)
    const { policies } = await admin.listPolicies()
    expect(policies).toContainEqual(policy)
    expect(policies).toContainEqual(expect.objectContaining({ policy_id: READ_ONLY, type: 'system' }))
  },
  createPolicy: async ({ admin }) => {
    expect(await aPolicy(admin)).toMatchObject({ type: 'custom', document: DOCUMENT })
    const never = { ...DOCUMENT, Statement: [{ Effect: 'Allow' as const, Action: ['workspace:nonsense'] }] }
    await expect(admin.createPolicy({ name: aName(), document: never })).rejects.toMatchObject({ status: 400 })
  },
  showPolicy: async ({ admin }) => {
    const policy = await aPolicy(admin)
    expect(await admin.showPolicy(policy.policy_id)).toEqual(policy)
  },
  updatePolicy: async ({ admin }) => {
    const { policy_id } = await aPolicy(admin)
    const replaced = { name: aName(), description: 'denies', document: { ...DOCUMENT, Statement: [DENY] } }
    expect(await admin.updatePolicy(policy_id, replaced)).toEqual({ policy_id, type: 'custom', ...replaced })
  },
  deletePolicy: async ({ admin }) => {
    const { policy_id } = await aPolicy(admin)
    const { user_id } = await aUser(admin)
    const { grant_id } = await admin.createGrant({ policy_id, user_id })
    await expect(admin.deletePolicy(policy_id)).rejects.toThrow(ConflictError)
    await admin.deleteGrant(grant_id)
    expect(await admin.deletePolicy(policy_id)).toBeUndefined()
  },
  testPolicy: async ({ admin }) => {
    const { user_id } = await aUser(admin)
    expect(await admin.testPolicy({ action: ACTION, user_id })).toMatchObject({ outcome: 'implicit-deny' })
    await admin.createGrant({ policy_id: READ_ONLY, user_id })
    expect(await admin.testPolicy({ action: ACTION, user_id })).toMatchObject({
      outcome: 'allow',
      decided_by: { policy_id: READ_ONLY },
    })
    expect(await admin.testPolicy({ action: ACTION, documents: [{ ...DOCUMENT, Statement: [DENY] }] })).toMatchObject({
      outcome: 'explicit-deny',
    })
  },
  listGrants: async ({ admin }) => {
    const { user_id } = await aUser(admin)
    const grant = await admin.createGrant({ policy_id: READ_ONLY, user_id })
    expect((await admin.listGrants()).grants).toContainEqual(grant)
  },
  createGrant: async ({ admin }) => {
    const { group_id } = await aGroup(admin)
    const given = { policy_id: READ_ONLY, group_id, project_id: ROOT.projectId, enterprise_project_id: '0' }
    expect(await admin.createGrant(given)).toEqual({ grant_id: expect.any(String), ...given })
  },
  deleteGrant: async ({ admin }) => {
    const { user_id } = await aUser(admin)
    const grant = await admin.createGrant({ policy_id: READ_ONLY, user_id })
    expect(await admin.deleteGrant(grant.grant_id)).toBeUndefined()
    expect((await admin.listGrants()).grants).not.toContainEqual(grant)
  },
  listFaults: async ({ admin }) => {
    await admin.addFault(ROOT.projectId, FAULT)
    expect(await admin.listFaults(ROOT.projectId)).toEqual({ faults: [FAULT] })
    await admin.clearFaults(ROOT.projectId)
  },
  addFault: async ({ admin }, { client }) => {
    expect(await admin.addFault(ROOT.projectId, { ...FAULT, status: 500 })).toMatchObject({ faults: [{ status: 500 }] })
    await expect(client.listInstancesStatus()).rejects.toMatchObject({ status: 500 })
  },
  clearFaults: async ({ admin }, { client }) => {
    await admin.addFault(ROOT.projectId, { ...FAULT, times: 2 })
    expect(await admin.clearFaults(ROOT.projectId)).toBeUndefined()
    await client.listInstancesStatus()
  },
  createBackup: async ({ admin }) => {
    expect(await admin.createBackup()).toMatchObject({
      name: expect.stringMatching(/^deskledger-/),
      batch: expect.any(Number),
    })
  },
  listLegalHolds: async ({ admin }) => {
    const { hold_id } = await admin.addLegalHold(ROOT.projectId, { reason: 'case 1', user_name: 'zoe' })
    const { legal_holds } = await admin.listLegalHolds(ROOT.projectId)
    expect(legal_holds.find((hold) => hold.hold_id === hold_id)).toMatchObject({ user_name: 'zoe', reason: 'case 1' })
  },
  addLegalHold: async ({ admin }) => {
    const hold = {
      user_name: 'max',
      reason: 'case 2',
      start_time: '2026-01-01T00:00:00.000Z',
      end_time: '2026-02-01T00:00:00.000Z',
    }
    expect(await admin.addLegalHold(ROOT.projectId, hold)).toMatchObject(hold)
  },
  removeLegalHold: async ({ admin }) => {
    const { hold_id } = await admin.addLegalHold(ROOT.projectId, { user_name: 'max', reason: 'case 3' })
    expect(await admin.removeLegalHold(ROOT.projectId, hold_id)).toBeUndefined()
    await expect(admin.removeLegalHold(ROOT.projectId, hold_id)).rejects.toMatchObject({ status: 404 })
  },
  erasePerson: async ({ admin }) => {
    const user_name = `person-${crypto.randomUUID()}`
    const erased = await admin.erasePerson(ROOT.projectId, { user_name })
    expect(erased).toMatchObject({ record_count: 0, audit_value_count: 0 })
    const { hold_id } = await admin.addLegalHold(ROOT.projectId, { reason: 'case 4', user_name })
    await expect(admin.erasePerson(ROOT.projectId, { user_name })).rejects.toMatchObject({ status: 409 })
    await admin.removeLegalHold(ROOT.projectId, hold_id)
  },
  previewPurge: async ({ admin }) => {
    expect(await admin.previewPurge(ROOT.projectId)).toMatchObject({ retention_days: 0, deleted_count: 0, days: [] })
    const preview = await admin.previewPurge(ROOT.projectId, { retention_days: 1 })
    expect(preview.started_before).toMatch(/T00:00:00.000Z$/)
  },
  showSettings: async ({ admin }) => {
    const { settings } = await admin.showSettings()
    expect(settings).toContainEqual(expect.objectContaining({ name: 'DESKLEDGER_LOG_LEVEL', value: 'warn' }))
    expect(JSON.stringify(settings)).not.toContain(ROOT.secretKey)
  },
  listAuditEntries: async ({ admin }) => {
    const { user_id } = await aUser(admin)
    const { audit_entries } = await admin.listAuditEntries({ operation: 'CreateUser', limit: 1 })
    expect(audit_entries).toMatchObject([{ status: 201, user_name: 'root', target: { user_id } }])
  },
  showAuditCheckpoint: async ({ admin }) => {
    const { payloadType, signatures } = await admin.showAuditCheckpoint()
    expect(payloadType).toMatch(/checkpoint\+json$/)
    expect(signatures).toHaveLength(1)
  },
  erasePersonalData: async ({ admin }) => {
    expect(await admin.erasePersonalData({ value: '198.51.100.1' })).toEqual({ erased_count: 0 })
  },
} as const satisfies Record<Exclude<MethodName<Administration>, 'auditEntries'>, MethodRun>

/** The one method of administration that is no operation. */
export const auditEntries: MethodRun = async ({ admin }) => {
  await aUser(admin)
  const operations: string[] = []
  for await (const { operation } of admin.auditEntries({ operation: 'CreateUser' })) operations.push(operation)
  expect(new Set(operations)).toEqual(new Set(['CreateUser']))
}
