import { OPERATIONS, type OperationId } from '@deskledger/client'
import { describe, expect, it } from 'vitest'
import { runCommand, sendJson, testEndpoint } from './test-io.fixture.js'

const COMMANDS = ['quickstart', 'generate', 'import', 'list', 'export', 'tasks', 'download', 'delete']
const CONNECTED: [string, ...string[]][] = [
  ['import', '-'],
  ['list'],
  ['export', '--out', 'a.csv'],
  ['tasks'],
  ['download', 't'],
  ['delete', 't'],
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

  it.each<[string, OperationId]>([
    ['list', 'ListLoginRecordsNew'],
    ['export', 'ExportUserConnectionNew'],
    ['tasks', 'ListExportTasks'],
  ])('of %s has every parameter of %s', async (command, id) => {
    const { stdout } = await runCommand([command, '--help'])
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

  it.each(CONNECTED)('%s tells all missing settings at once', async (...words) => {
    const { code, stdout, stderr } = await runCommand(words)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr.split('\n')).toEqual([
      'deskledger: The access key is missing: set DESKLEDGER_ACCESS_KEY or give --access-key.',
      'deskledger: The secret key is missing: set DESKLEDGER_SECRET_KEY.',
      'deskledger: The project id is missing: set DESKLEDGER_PROJECT_ID or give --project-id.',
      '',
    ])
  })

  it('tells a wrong endpoint', async () => {
    const environment = { HUAWEICLOUD_SDK_AK: 'a', HUAWEICLOUD_SDK_SK: 's', HUAWEICLOUD_SDK_PROJECT_ID: 'p' }
    const { code, stderr } = await runCommand(['tasks', '--endpoint', 'nowhere'], { environment })
    expect(code).toBe(2)
    expect(stderr).toBe('deskledger: endpoint must be an address like http://127.0.0.1:8080, got "nowhere"\n')
  })
})

describe('settings', () => {
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
