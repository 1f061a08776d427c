import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Ledger, newLedger, ROOT } from './ledger.fixture.js'
import {
  BaseCredentials,
  BasicCredentials,
  ClientRequestException,
  GlobalCredentials,
  officialClient,
  officialFailure,
  rootKey,
  SdkException,
  ServerResponseException,
} from './official-client.fixture.js'
import { get, post } from './official-run.fixture.js'

const TASKS = '/v2/{project_id}/export-tasks'
const REQUEST_ID = expect.stringMatching(/^[0-9a-f]{32}$/)

describe("the vendor's own client core", () => {
  let ledger: Ledger & AsyncDisposable
  beforeAll(async () => {
    ledger = await newLedger({ DESKLEDGER_FAULTS: 'true' })
  })
  afterAll(() => ledger[Symbol.asyncDispose]())

  /** A key of a new user; the core remembers what it looked up by access key. */
  async function newKey(policyId?: string) {
    const { admin } = ledger.client
    const { user_id } = await admin.createUser({ name: crypto.randomUUID() })
    if (policyId !== undefined) await admin.createGrant({ policy_id: policyId, user_id })
    const { access_key, secret_key } = await admin.createAccessKey(user_id)
    return { ak: access_key, sk: secret_key, iamEndpoint: ledger.endpoint }
  }

  it('looks its project up by the name of its region', async () => {
    const credentials = new BasicCredentials(await newKey('workspace_read_only_access'))
    const send = officialClient(ledger.endpoint, { region: 'local-1', credentials })
    expect(await send(get(TASKS))).toMatchObject({ httpStatusCode: 200, count: 0 })
    expect(credentials.getPathParams()).toEqual({ project_id: ROOT.projectId })
  })

  it('looks its account up for calls that are of no project', async () => {
    const credentials = new GlobalCredentials(await newKey('workspace_read_only_access'))
    const send = officialClient(ledger.endpoint, { region: 'local-1', credentials })
    const { projects } = await send(get('/v3/projects'))
    expect(projects).toMatchObject([{ id: ROOT.projectId, domain_id: credentials.getPathParams().domain_id }])
  })

  it('finds no project in a region that is not here', async () => {
    const send = officialClient(ledger.endpoint, {
      region: 'elsewhere-1',
      credentials: new BasicCredentials(await newKey('workspace_read_only_access')),
    })
    const failure = await officialFailure(send(get(TASKS)))
    expect(failure).toBeInstanceOf(SdkException)
    expect(failure).toMatchObject({ message: expect.stringContaining('region input is not supported') })
  })

  it('is not let make the project that its user may not reach', async () => {
    const credentials = new BasicCredentials(await newKey())
    const send = officialClient(ledger.endpoint, { region: 'local-1', credentials })
    const failure = await officialFailure(send(get(TASKS)))
    expect(failure).toBeInstanceOf(ClientRequestException)
    expect(failure).toMatchObject({ httpStatusCode: 405, errorCode: 405, requestId: REQUEST_ID })
  })

  it('is told by name that it has no project id', async () => {
    const failure = await officialFailure(officialClient(ledger.endpoint, { credentials: rootKey() })(get(TASKS)))
    expect(failure).toMatchObject({
      httpStatusCode: 400,
      errorCode: 'WKS.00211102',
      errorMsg: expect.stringMatching(/^project_id is still the placeholder/),
    })
  })

  it.each([
    ['a wrong secret key', { credentials: rootKey().withSk('not the secret key').withProjectId(ROOT.projectId) }],
    ['a security token of nobody', { credentials: rootKey().withSecurityToken('x').withProjectId(ROOT.projectId) }],
    [
      'a key derived for another region',
      {
        region: 'elsewhere-1',
        derivedAuthServiceName: 'workspace',
        credentials: rootKey()
          .withProjectId(ROOT.projectId)
          .withDerivedPredicate((request: unknown) => BaseCredentials.getDefaultDerivedPredicate(request)),
      },
    ],
  ])('is refused with %s', async (_what, options) => {
    const failure = await officialFailure(officialClient(ledger.endpoint, options)(get(TASKS)))
    expect(failure).toBeInstanceOf(ClientRequestException)
    expect(failure).toMatchObject({
      httpStatusCode: 401,
      errorCode: 'APIGW.0301',
      errorMsg: expect.stringMatching(/^Incorrect IAM authentication information: /),
      requestId: REQUEST_ID,
    })
  })

  it.each([
    [429, 'APIGW.0308', ClientRequestException],
    [500, 'WKS.00211401', ServerResponseException],
    [503, 'WKS.00050902', ServerResponseException],
  ] as const)('is told of a %s as %s', async (status, errorCode, Exception) => {
    await ledger.client.admin.addFault(ROOT.projectId, { kind: 'refuse', status })
    const failure = await officialFailure(officialClient(ledger.endpoint)(get(TASKS)))
    expect(failure).toBeInstanceOf(Exception)
    expect(failure).toMatchObject({ httpStatusCode: status, errorCode, requestId: REQUEST_ID })
    expect(await officialClient(ledger.endpoint)(get(TASKS))).toMatchObject({ httpStatusCode: 200 })
  })

  it.each([
    get('/v2/{project_id}/connections/desktops', { user_name: '张三 (a+b)' }),
    post(`${TASKS}/batch-delete`, { task_ids: ['unknown'] }),
  ])('signs $method $url anew for the second of two endpoints', async (request) => {
    // Nobody listens at port 1.
    const send = officialClient(['http://127.0.0.1:1', ledger.endpoint])
    expect(await send(request)).toMatchObject({ httpStatusCode: 200 })
  })
})
