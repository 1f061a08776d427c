import { OPERATIONS, type OperationId } from '@deskledger/client'
import { describe, expect, it } from 'vitest'
import { runCommand, sendJson, testEndpoint } from './test-io.fixture.js'

const COMMANDS = [
  'quickstart',
  'generate',
  'import',
  'list',
  'export',
  'tasks',
  'download',
  'delete',
  'online-users',
  'status',
  'statistics',
  'token',
  'admin',
]
const CONNECTED: [string, ...string[]][] = [
  ['import', '-'],
  ['list'],
  ['export', '--out', 'a.csv'],
  ['tasks'],
  ['download', 't'],
  ['delete', 't'],
  ['online-users'],
  ['status'],
]

describe('help', () => {
  it.each(COMMANDS)('of %s has examples', async (command) => {
    const { code, stdout, stderr } = await runCommand([command, '--help'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain(`Usage: deskledger ${command}`)
    expect(stdout).toMatch(/Examples:\n {2}\$ deskledger /)
  })

  it.each(CONNECTED)('of %s explains the settings, and has no flag for the secret key', async (command) => {
    const { stdout } = await runCommand([command, '--help'])
    for (const setting of ['ENDPOINT', 'ACCESS_KEY', 'SECRET_KEY', 'PROJECT_ID']) {
      expect(stdout).toContain(`DESKLEDGER_${setting}`)
    }
    expect(stdout).toContain('HUAWEICLOUD_SDK_AK')
    expect(stdout).not.toContain('--secret')
    expect(stdout).toContain('--json')
  })

  it('reaches every level', async () => {
    const { code, stdout } = await runCommand(['help', 'admin', 'users', 'create'])
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('--name <text>') })
  })

  it.each<[string, OperationId]>([
    ['online-users', 'ListHistoryOnlineInfoNew'],
    ['list', 'ListLoginRecordsNew'],
    ['export', 'ExportUserConnectionNew'],
    ['tasks', 'ListExportTasks'],
    ['statistics series', 'ShowConnectionSeries'],
    ['statistics ranking', 'ListConnectionRanking'],
  ])('of %s has every parameter of %s', async (command, id) => {
    const { stdout } = await runCommand([...command.split(' '), '--help'])
    for (const parameter of Object.keys(OPERATIONS[id].query.properties)) {
      expect(stdout).toContain(`--${parameter.replaceAll('_', '-')} <`)
    }
  })

  it('for a command that does not exist is wrong usage', async () => {
    const { code, stderr } = await runCommand(['help', 'nope'])
    expect([code, stderr]).toEqual([2, expect.stringContaining("unknown command 'nope'")])
  })

  it('names every command and every exit code', async () => {
    const { code, stdout } = await runCommand(['--help'])
    expect(code).toBe(0)
    for (const command of [...COMMANDS, 'serve']) expect(stdout).toMatch(new RegExp(`^ {2}${command}\\b`, 'm'))
    expect(stdout).toContain('Exit codes: 0 done, 1 failed, 2 wrong usage or settings')
  })
})

describe('wrong usage', () => {
  it.each([
    [['lost']],
    [['list', '--lost']],
    [['list', '--limit', 'x']],
    [['list', '--limit', '1001']],
    [['tasks', '--is-download', 'maybe']],
    [['tasks', '--status', 'DONE']],
    [['export']],
    [['download']],
    [['list', '--secret-key', 'hush']],
    [[]],
  ])('%j ends with 2 and says so on stderr', async (words) => {
    const { code, stdout, stderr } = await runCommand(words)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).not.toBe('')
  })

  it.each<[string, ...string[]]>([...CONNECTED, ['admin', 'users', 'list'], ['statistics', 'series']])(
    '%s tells all missing settings at once',
    async (...words) => {
      const { code, stdout, stderr } = await runCommand(words)
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
      expect(stderr.split('\n')).toEqual([
        'deskledger: The access key is missing: set DESKLEDGER_ACCESS_KEY or give --access-key.',
        'deskledger: The secret key is missing: set DESKLEDGER_SECRET_KEY.',
        'deskledger: Other credentials: DESKLEDGER_TOKEN, or DESKLEDGER_ACCOUNT with DESKLEDGER_USER and DESKLEDGER_PASSWORD.',
        '',
      ])
    },
  )

  it('tells a wrong endpoint', async () => {
    const environment = { HUAWEICLOUD_SDK_AK: 'a', HUAWEICLOUD_SDK_SK: 's', HUAWEICLOUD_SDK_PROJECT_ID: 'p' }
    const { code, stderr } = await runCommand(['tasks', '--endpoint', 'nowhere'], { environment })
    expect(code).toBe(2)
    expect(stderr).toBe('deskledger: endpoint must be an address like http://127.0.0.1:8080, got "nowhere"\n')
  })
})

describe('settings', () => {
  const ANSWER = { total_count: 0, records: [] }
  const USER = { DESKLEDGER_ACCOUNT: 'acme', DESKLEDGER_USER: 'ada', DESKLEDGER_PASSWORD: 'a good password' }

  it.each<[string, string[], object, string | undefined, string | undefined]>([
    ['a token before a key', ['list'], { DESKLEDGER_TOKEN: 't' }, 't', undefined],
    ['a key by flag before a token', ['list', '--access-key', 'K'], { DESKLEDGER_TOKEN: 't' }, undefined, 'Access=K,'],
    ['a key before a user', ['list'], USER, undefined, 'Access=AK,'],
  ])('take %s', async (_, words, extra, token, authorization) => {
    await using endpoint = await testEndpoint((_request, reply) => sendJson(reply, 200, ANSWER))
    const { code } = await runCommand(words, { environment: { ...endpoint.environment, ...extra } })
    expect(code).toBe(0)
    const { headers } = endpoint.requests[0]?.message ?? {}
    expect(headers?.['x-auth-token']).toBe(token)
    expect(headers?.authorization?.match(/Access=\w+,/)?.[0]).toBe(authorization)
  })

  it('let a user sign in, and find the only project', async () => {
    await using endpoint = await testEndpoint(({ url, message }, reply) => {
      if (message.method === 'POST') reply.setHeader('X-Subject-Token', 'T')
      if (url.pathname.startsWith('/v3/projects')) sendJson(reply, 200, { projects: [{ id: 'p9', name: 'n' }] })
      else sendJson(reply, 200, message.method === 'POST' ? { token: {} } : ANSWER)
    })
    const environment = { DESKLEDGER_ENDPOINT: endpoint.environment.DESKLEDGER_ENDPOINT, ...USER }
    expect((await runCommand(['list'], { environment })).code).toBe(0)
    expect(endpoint.requests.at(-1)?.url.pathname).toBe('/v2/p9/connections/desktops')
    expect(endpoint.requests.at(-1)?.message.headers['x-auth-token']).toBe('T')
  })

  it('tell which part of a user is missing', async () => {
    const { code, stderr } = await runCommand(['list'], { environment: { DESKLEDGER_USER: 'ada' } })
    expect(code).toBe(2)
    expect(stderr.match(/DESKLEDGER_\w+ is missing/g)).toEqual([
      'DESKLEDGER_ACCOUNT is missing',
      'DESKLEDGER_PASSWORD is missing',
    ])
  })

  it.each([
    [{ HUAWEICLOUD_SDK_AK: 'a', HUAWEICLOUD_SDK_SK: 's', HUAWEICLOUD_SDK_SECURITY_TOKEN: 'st' }, 'st'],
    [{ DESKLEDGER_ACCESS_KEY: 'a', DESKLEDGER_SECRET_KEY: 's', DESKLEDGER_SECURITY_TOKEN: 'st' }, 'st'],
    [{ DESKLEDGER_ACCESS_KEY: 'a', DESKLEDGER_SECRET_KEY: 's', HUAWEICLOUD_SDK_SECURITY_TOKEN: 'st' }, undefined],
  ])('take a security token with the key it belongs to: %j', async (keys, securityToken) => {
    await using endpoint = await testEndpoint((_, reply) => sendJson(reply, 200, ANSWER))
    const { DESKLEDGER_ENDPOINT, DESKLEDGER_PROJECT_ID } = endpoint.environment
    await runCommand(['list'], { environment: { DESKLEDGER_ENDPOINT, DESKLEDGER_PROJECT_ID, ...keys } })
    expect(endpoint.requests[0]?.message.headers['x-security-token']).toBe(securityToken)
  })

  it('take a flag before DESKLEDGER_… before HUAWEICLOUD_SDK_…', async () => {
    await using endpoint = await testEndpoint((_, reply) => sendJson(reply, 200, { total_count: 0, records: [] }))
    const { DESKLEDGER_ENDPOINT, DESKLEDGER_SECRET_KEY } = endpoint.environment
    const environment = {
      DESKLEDGER_ENDPOINT,
      DESKLEDGER_SECRET_KEY,
      DESKLEDGER_PROJECT_ID: 'p1',
      DESKLEDGER_ACCESS_KEY: '',
      HUAWEICLOUD_SDK_AK: 'sdk-key',
      HUAWEICLOUD_SDK_PROJECT_ID: 'p2',
    }
    await runCommand(['list'], { environment })
    await runCommand(['list', '--access-key', 'flag-key', '--project-id', 'p3'], { environment })
    expect(endpoint.requests.map(({ url }) => url.pathname)).toEqual([
      '/v2/p1/connections/desktops',
      '/v2/p3/connections/desktops',
    ])
    expect(endpoint.requests[0]?.message.headers.authorization).toContain('Access=sdk-key,')
    expect(endpoint.requests[1]?.message.headers.authorization).toContain('Access=flag-key,')
  })
})

describe('failures', () => {
  it.each([
    [400, 'deskledger: user_name is odd (status 400, WKS.1, request id r1)\n'],
    [
      401,
      'deskledger: Check DESKLEDGER_ACCESS_KEY and DESKLEDGER_SECRET_KEY. user_name is odd (status 401, WKS.1, request id r1)\n',
    ],
  ])('status %i is one line with the request id', async (status, line) => {
    await using endpoint = await testEndpoint((_, reply) =>
      sendJson(reply, status, { error_code: 'WKS.1', error_msg: 'user_name is\n odd' }),
    )
    const { code, stdout, stderr } = await runCommand(['list'], endpoint)
    expect({ code, stdout, stderr }).toEqual({ code: 1, stdout: '', stderr: line })
  })
})
