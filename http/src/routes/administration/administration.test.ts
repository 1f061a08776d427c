import { type AnswerOf, OPERATIONS, type OperationId } from '@deskledger/contract'
import { Errors } from 'typebox/value'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PROJECT, TestApplication } from '../../application.fixture.js'

const LIST = `/v2/${PROJECT}/connections/desktops?limit=0`
const INGEST = `/v3/${PROJECT}/desktops/connections`

describe('administration', () => {
  let test: TestApplication
  beforeEach(async () => {
    test = await TestApplication.start()
  })
  afterEach(() => test.stop())

  /** Calls an operation, as root unless a key is given, and checks status and body by the contract. */
  async function ask<Id extends OperationId>(
    id: Id,
    path: Record<string, string> = {},
    body?: unknown,
    key: { accessKey?: string; secretKey?: string } = {},
  ): Promise<AnswerOf<Id>> {
    const { method, path: template, answer } = OPERATIONS[id]
    const url = template.replace(/\{(\w+)\}/g, (_, name: string) => path[name] ?? '')
    const response =
      body === undefined ? await test.call(url, { method, ...key }) : await test.send(method, url, body, key)
    expect([id, response.statusCode, response.payload]).toEqual([id, answer.status, response.payload])
    if (!('schema' in answer)) return undefined as AnswerOf<Id>
    expect(Errors(answer.schema, response.json())).toEqual([])
    return response.json()
  }

  /** A user with a key. */
  async function aUser(name: string): Promise<{ userId: string; key: { accessKey: string; secretKey: string } }> {
    const { user_id: userId } = await ask('CreateUser', {}, { name })
    const key = await ask('CreateAccessKey', { user_id: userId })
    return { userId, key: { accessKey: key.access_key, secretKey: key.secret_key } }
  }

  const statusFor = async (key: { accessKey: string; secretKey: string }, url = LIST): Promise<number> =>
    (await test.call(url, key)).statusCode

  it('lets a user do what a group is granted, from the grant to its end', async () => {
    const { userId, key } = await aUser('bob')
    expect(await statusFor(key)).toBe(403)
    const { group_id } = await ask('CreateGroup', {}, { name: 'readers', description: 'look only' })
    await ask('AddUserToGroup', { group_id, user_id: userId })
    const grant = await ask('CreateGrant', {}, { policy_id: 'workspace_read_only_access', group_id })
    expect(await statusFor(key)).toBe(200)
    expect(await ask('ShowGroup', { group_id })).toMatchObject({ name: 'readers', user_ids: [userId] })
    expect(await ask('ShowUser', { user_id: userId })).toMatchObject({ group_ids: [group_id], has_password: false })
    expect((await ask('ListGrants')).grants).toContainEqual(grant)
    await ask('DeleteGrant', { grant_id: grant.grant_id })
    expect(await statusFor(key)).toBe(403)
    await ask('CreateGrant', {}, { policy_id: 'workspace_read_only_access', group_id, project_id: PROJECT })
    expect(await statusFor(key)).toBe(200)
    await ask('RemoveUserFromGroup', { group_id, user_id: userId })
    expect(await statusFor(key)).toBe(403)
    await ask('DeleteGroup', { group_id })
    expect((await ask('ListGroups')).groups.map(({ name }) => name)).toEqual([])
  })

  it('limits what a user sees to a granted enterprise project', async () => {
    const { userId, key } = await aUser('bob')
    await ask('CreateGrant', {}, { policy_id: 'workspace_full_access', user_id: userId, enterprise_project_id: 'ep1' })
    expect(await statusFor(key, LIST)).toBe(200)
    expect(await statusFor(key, `${LIST}&enterprise_project_id=ep1`)).toBe(200)
    expect(await statusFor(key, `${LIST}&enterprise_project_id=all_granted_eps`)).toBe(200)
    expect(await statusFor(key, `${LIST}&enterprise_project_id=ep2`)).toBe(403)
    expect(test.listed.map(({ query }) => query.enterpriseProjectIds)).toEqual([['ep1'], ['ep1'], ['ep1']])
  })

  it('does not let ingest be limited to an enterprise project', async () => {
    const { userId, key } = await aUser('agent')
    const grant = { policy_id: 'deskledger_ingest', user_id: userId }
    await ask('CreateGrant', {}, { ...grant, enterprise_project_id: 'ep1' })
    const refused = await test.send('POST', INGEST, { records: [] }, key)
    expect([refused.statusCode, refused.json().error_msg]).toEqual([403, expect.stringContaining('whole project')])
    await ask('DeleteGrant', { grant_id: (await ask('ListGrants')).grants[0]?.grant_id ?? '' })
    await ask('CreateGrant', {}, grant)
    expect((await test.send('POST', INGEST, { records: [] }, key)).statusCode).toBe(200)
  })

  it('makes, changes and deletes policies, and says which statement decides', async () => {
    const document = {
      Version: '5.0',
      Statement: [
        { Effect: 'Allow', Action: ['workspace:*:*'] },
        { Sid: 'notFromHere', Effect: 'Deny', Action: ['workspace:connections:*'] },
      ],
    }
    const policy = await ask('CreatePolicy', {}, { name: 'mine', document })
    expect(policy).toMatchObject({ name: 'mine', type: 'custom', document, description: '' })
    const { userId, key } = await aUser('bob')
    const { grant_id } = await ask('CreateGrant', {}, { policy_id: policy.policy_id, user_id: userId })
    expect(await statusFor(key)).toBe(403)
    const question = { action: 'workspace:connections:securityList', user_id: userId, project_id: PROJECT }
    expect(await ask('TestPolicy', {}, question)).toEqual({
      outcome: 'explicit-deny',
      reason: expect.stringContaining('denies'),
      decided_by: {
        policy_id: policy.policy_id,
        policy_name: 'mine',
        statement: 1,
        sid: 'notFromHere',
        grant_id,
      },
    })
    const conflict = await test.call(`/admin/v1/policies/${policy.policy_id}`, { method: 'DELETE' })
    expect([conflict.statusCode, conflict.json().error_code]).toEqual([409, 'WKS.00211103'])
    const allowed = { Version: '1.1', Statement: [{ Effect: 'Allow', Action: ['workspace:connections:*'] }] }
    await ask('UpdatePolicy', { policy_id: policy.policy_id }, { name: 'ours', document: allowed })
    expect(await statusFor(key)).toBe(200)
    expect(await ask('ShowPolicy', { policy_id: policy.policy_id })).toMatchObject({ name: 'ours', document: allowed })
    await ask('DeleteGrant', { grant_id })
    await ask('DeletePolicy', { policy_id: policy.policy_id })
    const { policies } = await ask('ListPolicies')
    expect(new Set(policies.map(({ type }) => type))).toEqual(new Set(['system']))
    expect(await ask('ShowPolicy', { policy_id: 'te_admin' })).toMatchObject({ type: 'system' })
  })

  it.each([
    [{ action: 'workspace:connections:export', documents: [{ Version: '1.1', Statement: [] }] }, /Statement/],
    [{ action: 'x:y:z' }, /^user_id or documents/],
    [{ action: 'x:y:z', user_id: 'a', documents: [{ Version: '5.0', Statement: [{}] }] }, /exclude each other/],
    [{ action: 'x:y:z', user_id: 'a', context: { 'g:Nope': '1' } }, /context\.g:Nope/],
  ])('refuses to test %j', async (question, message) => {
    const response = await test.send('POST', '/admin/v1/policy-test', question)
    expect([response.statusCode, response.json().error_msg]).toEqual([400, expect.stringMatching(message)])
  })

  it('tests documents that are nowhere yet, in a context of one’s own', async () => {
    const documents = [
      {
        Version: '5.0',
        Statement: [{ Effect: 'Allow', Action: ['*'], Condition: { IpAddress: { 'g:SourceIp': ['10.0.0.0/8'] } } }],
      },
    ]
    const outcomeFrom = async (address: string) =>
      (await ask('TestPolicy', {}, { action: 'a:b:c', documents, context: { 'g:SourceIp': address } })).outcome
    expect([await outcomeFrom('10.1.2.3'), await outcomeFrom('192.0.2.1')]).toEqual(['allow', 'implicit-deny'])
  })

  it('ends what a key could do when it is disabled or deleted, at once', async () => {
    const { userId, key } = await aUser('bob')
    await ask('CreateGrant', {}, { policy_id: 'workspace_full_access', user_id: userId })
    const path = { access_key: key.accessKey }
    await ask('UpdateAccessKey', path, { enabled: false })
    expect(await statusFor(key)).toBe(401)
    await ask('UpdateAccessKey', path, { enabled: true })
    expect(await statusFor(key)).toBe(200)
    const { access_keys } = await ask('ListAccessKeys', { user_id: userId })
    expect(access_keys).toEqual([
      { access_key: key.accessKey, user_id: userId, enabled: true, create_time: test.now.toISOString() },
    ])
    await ask('DeleteAccessKey', path)
    expect(await statusFor(key)).toBe(401)
  })

  it('ends what a user could do when it is disabled or deleted', async () => {
    const { userId, key } = await aUser('bob')
    await ask('CreateGrant', {}, { policy_id: 'workspace_full_access', user_id: userId })
    await ask('UpdateUser', { user_id: userId }, { enabled: false, name: 'robert' })
    expect(await statusFor(key)).toBe(401)
    await ask('UpdateUser', { user_id: userId }, { enabled: true })
    expect(await statusFor(key)).toBe(200)
    await ask('DeleteUser', { user_id: userId })
    expect(await statusFor(key)).toBe(401)
    expect((await ask('ListUsers')).users.map(({ name }) => name)).toEqual(['ada'])
  })

  it('makes projects of the account; a disabled one is unavailable', async () => {
    const { project_id } = await ask('CreateProject', {}, { name: 'second' })
    const url = `/v2/${project_id}/connections/desktops?limit=0`
    expect(await statusFor({ accessKey: 'AKOWNER', secretKey: 'secret of AKOWNER' }, url)).toBe(200)
    await ask('UpdateProject', { project_id }, { enabled: false, name: 'old' })
    const response = await test.call(url)
    expect([response.statusCode, response.json().error_code]).toEqual([403, 'APIGW.0310'])
    expect((await ask('ListProjects')).projects.map(({ name, enabled }) => [name, enabled])).toEqual([
      ['local-1', true],
      ['old', false],
    ])
  })

  it('makes accounts that see nothing of each other', async () => {
    const { account, project_id, access_key, root_password } = await ask('CreateAccount', {}, { name: 'initech' })
    expect(root_password).toMatch(/^.{20}$/)
    const key = { accessKey: access_key.access_key, secretKey: access_key.secret_key }
    expect(await statusFor(key, `/v2/${project_id}/connections/desktops?limit=0`)).toBe(200)
    expect(await statusFor(key)).toBe(403)
    expect(await statusFor(key, '/admin/v1/accounts')).toBe(403)
    expect((await test.call('/admin/v1/users', key)).json().users).toHaveLength(1)
    expect((await ask('ListUsers')).users).toHaveLength(1)
    expect((await ask('ListAccounts')).accounts.map(({ name }) => name)).toEqual(['acme', 'initech', 'umbrella'])
    await ask('UpdateAccount', { account_id: account.account_id }, { enabled: false })
    expect(await statusFor(key, `/v2/${project_id}/connections/desktops?limit=0`)).toBe(401)
  })

  it.each([
    ['POST', '/admin/v1/users', { name: 'ADA' }, 409, /^The name 'ADA' is taken/],
    ['POST', '/admin/v1/users', { name: 'a\u0007' }, 400, /^name must have no control or .* such as U\+0007$/],
    ['POST', '/admin/v1/groups', { name: 'admin\u202E' }, 400, /^name must have no .* U\+202E$/],
    ['POST', '/admin/v1/projects', { name: ' p' }, 400, /^name must not begin or end with a blank/],
    [
      'POST',
      '/admin/v1/accounts',
      { name: 'new', root_user: 'ro\u200Bot' },
      400,
      /^root_user must have no .* U\+200B$/,
    ],
    ['PATCH', '/admin/v1/users/user-ada-of-acme', { name: 'ad\u2060a' }, 400, /^name must have no .* U\+2060$/],
    ['POST', '/admin/v1/users', { nmae: 'a' }, 400, /^nmae is not a known member of the body$/],
    ['POST', '/admin/v1/users', { name: 'x', password: '1234567' }, 400, /^password must not have fewer than 8/],
    ['POST', '/admin/v1/projects', { name: 'x', project_id: 'X' }, 400, /^project_id must be 32 hex digits/],
    ['POST', '/admin/v1/grants', { policy_id: 'nope', user_id: 'user-ada-of-acme' }, 404, /no policy 'nope'/],
    ['POST', '/admin/v1/grants', { policy_id: 'te_admin' }, 400, /^group_id or user_id has to be there$/],
    ['POST', '/admin/v1/grants', { policy_id: 'te_admin', user_id: 'a', group_id: 'b' }, 400, /exclude each other/],
    ['POST', '/admin/v1/grants', { policy_id: 'te_admin', user_id: 'user-root-of-umbrella' }, 404, /no user/],
    ['PATCH', '/admin/v1/users/user-ada-of-acme', {}, 400, /fewer than 1 properties/],
    ['PATCH', '/admin/v1/users/user-ada-of-acme', { enabled: false }, 409, /root user cannot be disabled/],
    ['PATCH', '/admin/v1/accounts/account-acme', { enabled: false }, 409, /founding account cannot be disabled/],
    ['PATCH', '/admin/v1/access-keys/AKOTHER', { enabled: false }, 404, /no access key 'AKOTHER'/],
    ['PUT', '/admin/v1/policies/te_admin', { name: 'x', document: { Version: '1.1', Statement: [{}] } }, 400, /./],
  ] as const)('%s %s %j: %i', async (method, url, body, status, message) => {
    const response = await test.send(method, url, body)
    expect([response.statusCode, response.json().error_msg]).toEqual([status, expect.stringMatching(message)])
  })

  it('lets a delegated administrator neither become an administrator nor take one over', async () => {
    const { userId, key } = await aUser('helpdesk')
    await ask('CreateGrant', {}, { policy_id: 'deskledger_administrator', user_id: userId })
    const { userId: chief } = await aUser('chief')
    const { group_id } = await ask('CreateGroup', {}, { name: 'admin' })
    await ask('CreateGrant', {}, { policy_id: 'full_access', group_id })
    await ask('AddUserToGroup', { group_id, user_id: chief })
    const only = /^Only who has full access \(the root user, the group admin\) may change those who have it/
    for (const [method, url, body] of [
      ['PUT', `/admin/v1/groups/${group_id}/users/${userId}`, undefined],
      ['POST', '/admin/v1/grants', { policy_id: 'full_access', user_id: userId }],
      ['PATCH', `/admin/v1/users/${chief}`, { password: 'taken over' }],
      ['POST', `/admin/v1/users/${chief}/access-keys`, undefined],
    ] as const) {
      const call = body === undefined ? test.call(url, { method, ...key }) : test.send(method, url, body, key)
      const { statusCode, payload } = await call
      expect([url, statusCode, JSON.parse(payload).error_msg]).toEqual([url, 403, expect.stringMatching(only)])
    }
    expect((await test.send('PATCH', `/admin/v1/users/${userId}`, { password: 'my own one' }, key)).statusCode).toBe(
      200,
    )
  })

  it('lets a delegated administrator change everything but the root user', async () => {
    const { userId, key } = await aUser('helpdesk')
    await ask('CreateGrant', {}, { policy_id: 'deskledger_administrator', user_id: userId })
    expect((await test.send('POST', '/admin/v1/users', { name: 'carol' }, key)).statusCode).toBe(201)
    const root = '/admin/v1/users/user-ada-of-acme'
    expect((await test.send('PATCH', root, { password: 'taken over' }, key)).statusCode).toBe(403)
    expect((await test.call(`${root}/access-keys`, { method: 'POST', ...key })).statusCode).toBe(403)
    const disable = await test.send('PATCH', '/admin/v1/access-keys/AKOWNER', { enabled: false }, key)
    expect(disable.statusCode).toBe(403)
  })
})
