import { gunzipSync } from 'node:zlib'
import { OPERATIONS } from '@deskledger/contract'
import { describe, expect, it } from 'vitest'
import { DeskledgerClient } from './client.js'
import { json, scriptedEndpoint } from './scripted-endpoint.fixture.js'

const CONVENIENCES = [
  'call',
  'connectionRecords',
  'exportConnections',
  'exportTasks',
  'findExportTask',
  'openExportFile',
  'waitForExport',
]

const IAM_METHODS = new Map([
  ['KeystoneCreateUserTokenByPassword', 'createToken'],
  ['KeystoneValidateToken', 'describeToken'],
  ['CreateTemporaryAccessKeyByToken', 'createTemporaryAccessKey'],
])

/** `ListLoginRecordsNew` is called `listLoginRecords` here. */
function methodOf(operationId: string): string {
  const name = operationId.replace(/^Keystone/, '').replace(/New$/, '')
  return IAM_METHODS.get(operationId) ?? name.replace(/^./, (first) => first.toLowerCase())
}

function methodsOf(isAdministrative: boolean): string[] {
  const ids = Object.entries(OPERATIONS).filter(([, { path }]) => path.startsWith('/admin/') === isAdministrative)
  return ids.map(([id]) => methodOf(id))
}

const KEYS = { accessKey: 'a', secretKey: 's' }

describe('DeskledgerClient', () => {
  it('has a method for every operation, and no other but the conveniences', () => {
    const methods = Object.getOwnPropertyNames(DeskledgerClient.prototype)
    const others = [...CONVENIENCES, 'constructor', 'admin']
    expect(methods.sort()).toEqual([...methodsOf(false), ...others].sort())
  })

  it.each<[string, (client: DeskledgerClient) => Promise<unknown>, string, string]>([
    [
      'ExportUserConnectionNew',
      (c) => c.exportUserConnection({ user_name: 'Zoë & co' }),
      '',
      'user_name=Zo%C3%AB+%26+co',
    ],
    ['ListLoginRecordsNew', (c) => c.listLoginRecords({ limit: 0 }), '', 'limit=0'],
    ['ListExportTasks', (c) => c.listExportTasks({ is_download: false }), '', 'is_download=false'],
    ['DownloadExportFile', (c) => c.downloadExportFile('t 1').then(({ body }) => body.cancel()), '', ''],
    ['DeleteExportTasks', (c) => c.deleteExportTasks(['t1']), '{"task_ids":["t1"]}', ''],
    ['IngestConnectionRecords', (c) => c.ingestConnectionRecords('{}\n', { atomic: true }), '{}\n', 'atomic=true'],
    ['ShowExportTask', (c) => c.showExportTask('t 1'), '', ''],
    ['ShowExportManifest', (c) => c.showExportManifest('t 1'), '', ''],
    ['ExportUserLoginInfoNew', (c) => c.exportUserLoginInfo().then(({ body }) => body.cancel()), '', ''],
    ['ListHistoryOnlineInfoNew', (c) => c.listHistoryOnlineInfo({ query_type: 'DAY' }), '', 'query_type=DAY'],
    ['ListInstancesStatus', (c) => c.listInstancesStatus(), '', ''],
    ['ShowConnectionSeries', (c) => c.showConnectionSeries({ grain: 'DAY' }), '', 'grain=DAY'],
    ['ListConnectionRanking', (c) => c.listConnectionRanking({ by: 'network' }), '', 'by=network'],
    ['KeystoneValidateToken', (c) => c.describeToken('x'), '', 'nocatalog=true'],
    ['KeystoneListProjects', (c) => c.listProjects({ enabled: true }), '', 'enabled=true'],
    ['KeystoneListRegions', (c) => c.listRegions(), '', ''],
    ['KeystoneListAuthDomains', (c) => c.listAuthDomains(), '', ''],
    ['ListLoginRecordsNew', (c) => c.call('ListLoginRecordsNew', { query: { limit: 1 } }), '', 'limit=1'],
    ['ShowExportTask', (c) => c.call('ShowExportTask', { path: { task_id: 't 1' } }), '', ''],
  ])('sends a signed %s', async (id, call, body, query) => {
    await using endpoint = await scriptedEndpoint([json(200, {})])
    await call(endpoint.client)
    const { method, path } = OPERATIONS[id as keyof typeof OPERATIONS]
    expect(endpoint.requests).toHaveLength(1)
    expect(endpoint.requests[0]).toMatchObject({
      method,
      path: path.replace('{project_id}', 'p1').replace('{task_id}', 't%201'),
      isSignatureValid: true,
    })
    expect(endpoint.requests[0]?.body.toString()).toBe(body)
    expect(endpoint.requests[0]?.query.toString()).toBe(query)
  })

  it.each([false, true])('delivers records in pieces, gzip %s', async (gzip) => {
    await using endpoint = await scriptedEndpoint([json(200, { created: 2 })])
    const pieces = async function* () {
      yield '{"a":'
      yield new TextEncoder().encode('1}\n{"a":2}\n')
    }
    expect(await endpoint.client.ingestConnectionRecords(pieces(), { gzip })).toEqual({ created: 2 })
    const [request] = endpoint.requests
    expect(request?.headers['content-type']).toBe('application/x-ndjson')
    expect(request?.headers['content-encoding']).toBe(gzip ? 'gzip' : undefined)
    const body = request?.body ?? Buffer.alloc(0)
    expect((gzip ? gunzipSync(body) : body).toString()).toBe('{"a":1}\n{"a":2}\n')
  })

  it('passes on what breaks while a body is compressed', async () => {
    await using endpoint = await scriptedEndpoint([])
    const broken = async function* () {
      yield '{}'
      throw new Error('disk gone')
    }
    await expect(endpoint.client.ingestConnectionRecords(broken(), { gzip: true })).rejects.toThrow('disk gone')
    expect(endpoint.requests).toHaveLength(0)
  })

  it.each(['', 'localhost:8080', 'ftp://host', 'http://host/?a=b'])('refuses the endpoint %j', (endpoint) => {
    expect(() => new DeskledgerClient({ endpoint, ...KEYS })).toThrow(TypeError)
    expect(() => new DeskledgerClient({ endpoint: 'http://h', iamEndpoint: endpoint, ...KEYS })).toThrow(/^iamEndpoint/)
  })

  it('takes just what the contract says, by type', () => {
    const client = new DeskledgerClient({ endpoint: 'http://h', ...KEYS })
    const wrong = [
      // @ts-expect-error the path is needed
      () => client.call('ShowUser', {}),
      // @ts-expect-error it takes no body
      () => client.call('ListUsers', { body: {} }),
      // @ts-expect-error there is no such parameter
      () => client.call('ListLoginRecordsNew', { query: { user: 'ada' } }),
      // @ts-expect-error a fault of this kind has a reason
      () => client.admin.addFault('p1', { kind: 'fail-export' }),
      // @ts-expect-error one way or the other
      () => new DeskledgerClient({ endpoint: 'http://h', account: 'a' }),
    ]
    expect(wrong).toHaveLength(5)
  })

  it('takes another project for one call', async () => {
    await using endpoint = await scriptedEndpoint([json(200, {})])
    await endpoint.client.call('ListInstancesStatus', { path: { project_id: 'p2' } })
    const [request] = endpoint.requests
    expect(request?.path).toBe('/v2/p2/connections/status')
    expect(request?.headers['x-project-id']).toBe('p2')
  })

  it.each(['', '.', '..'])('refuses the task id %j', async (taskId) => {
    await using endpoint = await scriptedEndpoint([])
    await expect(endpoint.client.showExportTask(taskId)).rejects.toThrow(TypeError)
  })

  it('does not show its secret key when printed', () => {
    const client = new DeskledgerClient({ endpoint: 'http://h', accessKey: 'a', secretKey: 'hush' })
    expect(JSON.stringify(client)).toBe('{}')
    expect(Object.values(client)).toEqual([])
  })
})
