import { writeFile } from 'node:fs/promises'
import { OPERATIONS } from '@deskledger/client'
import { describe, expect, it } from 'vitest'
import { ADMIN_RESOURCES } from '../admin-verbs.js'
import { temporaryDirectory } from '../temporary-directory.fixture.js'
import { runCommand, sendJson, testEndpoint } from '../test-io.fixture.js'

const DOCUMENT = { Version: '5.0', Statement: [{ Effect: 'Allow', Action: ['workspace:*:*'] }] }
const KEY = { access_key: 'AK1', secret_key: 'hush', user_id: 'u1', enabled: true, create_time: 't' }

function answering(status: number, body?: unknown) {
  return testEndpoint((_, reply) => {
    if (body === undefined) reply.writeHead(status).end()
    else sendJson(reply, status, body)
  })
}

describe('admin', () => {
  it('has a verb for every operation of administration', () => {
    const ids = Object.entries(OPERATIONS).filter(([, { path }]) => path.startsWith('/admin/'))
    const reached = Object.values(ADMIN_RESOURCES).flatMap(({ verbs }) => Object.values(verbs))
    expect(new Set(reached.map(({ operation }) => operation))).toEqual(new Set(ids.map(([id]) => id)))
  })

  it.each(
    Object.entries(ADMIN_RESOURCES).flatMap(([name, { verbs }]) => Object.keys(verbs).map((verb) => [name, verb])),
  )('%s %s has help with --json, and no flag that takes a secret', async (resource = '', verb = '') => {
    const { code, stdout, stderr } = await runCommand(['admin', resource, verb, '--help'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain('--json')
    expect(stdout).toContain('DESKLEDGER_TOKEN')
    expect(stdout).not.toMatch(/--(secret|[a-z-]*password) </)
  })

  it.each<[string, string, string, unknown]>([
    ['accounts create --name acme --project-name main', 'POST', '/accounts', { name: 'acme', project_name: 'main' }],
    ['accounts disable a1', 'PATCH', '/accounts/a1', { enabled: false }],
    ['accounts enable a1', 'PATCH', '/accounts/a1', { enabled: true }],
    ['projects create --name main', 'POST', '/projects', { name: 'main' }],
    ['projects update p2 --name second', 'PATCH', '/projects/p2', { name: 'second' }],
    ['users list', 'GET', '/users', undefined],
    ['users update u1 --enabled false', 'PATCH', '/users/u1', { enabled: false }],
    ['access-keys list u1', 'GET', '/users/u1/access-keys', undefined],
    ['access-keys update AK1 --enabled true', 'PATCH', '/access-keys/AK1', { enabled: true }],
    ['groups create --name g --description d', 'POST', '/groups', { name: 'g', description: 'd' }],
    ['groups add-user g1 u1', 'PUT', '/groups/g1/users/u1', undefined],
    ['groups remove-user g1 u1', 'DELETE', '/groups/g1/users/u1', undefined],
    [
      'grants create --policy-id x --group-id g --project-id p2',
      'POST',
      '/grants',
      { policy_id: 'x', group_id: 'g', project_id: 'p2' },
    ],
    ['audit list', 'GET', '/audit-entries', undefined],
    ['audit checkpoint', 'GET', '/audit-checkpoint', undefined],
    ['audit erase --user-id u1', 'POST', '/audit-entries/erase-personal-data', { user_id: 'u1' }],
    ['faults list p1', 'GET', '/projects/p1/faults', undefined],
    ['faults add p1 --kind refuse --status 503', 'POST', '/projects/p1/faults', { kind: 'refuse', status: 503 }],
    [
      'faults add p1 --kind hold-export --seconds 5 --times 2',
      'POST',
      '/projects/p1/faults',
      { kind: 'hold-export', seconds: 5, times: 2 },
    ],
  ])('%s sends %s %s', async (words, method, path, body) => {
    await using endpoint = await answering(200, { users: [] })
    const { code, stderr } = await runCommand(['admin', ...words.split(' ')], endpoint)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(endpoint.requests).toHaveLength(1)
    const [request] = endpoint.requests
    expect([request?.message.method, request?.url.pathname]).toEqual([method, `/admin/v1${path}`])
    const sent = request?.body.toString() ?? ''
    expect(sent === '' ? undefined : JSON.parse(sent)).toEqual(body)
  })

  it.each([
    ['users create', '--name'],
    ['users update u1', 'Nothing is to be changed'],
    ['users create --name n --password', 'DESKLEDGER_NEW_PASSWORD'],
    ['users create --name n --password secret', 'too many arguments'],
    ['groups add-user g1', 'user-id'],
    ['policies create --name n --document /nowhere.json', 'Cannot read /nowhere.json'],
    ['policies create --name n --document -', 'Standard input is not JSON'],
    ['policies test --action a --context g', 'KEY=VALUE'],
    ['faults add p1 --kind explode', 'one of fail-export, '],
    ['faults add p1 --kind refuse', '--status is needed for refuse'],
    ['faults add p1 --kind refuse --status 503 --bytes 1', '--bytes is not for refuse'],
    ['faults add p1 --kind refuse --status 404', 'one of 429, 500, 503'],
    ['users drop u1', "unknown command 'drop'"],
  ])('%s is wrong usage and sends nothing', async (words, told) => {
    await using endpoint = await answering(200, {})
    const { code, stdout, stderr } = await runCommand(['admin', ...words.split(' ')], { ...endpoint, stdin: '{' })
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(told)
    expect(endpoint.requests).toHaveLength(0)
  })
})

describe('answers of admin', () => {
  it('that are lists are tables, without documents', async () => {
    const policy = { policy_id: 'x', name: 'auditor', description: '', type: 'custom', document: DOCUMENT }
    await using endpoint = await answering(200, { policies: [policy] })
    const { stdout } = await runCommand(['admin', 'policies', 'list'], endpoint)
    expect(stdout).toBe('POLICY ID  NAME     DESCRIPTION  TYPE\nx          auditor  -            custom\n')
  })

  it('that are pages are tables, and ask for what was said', async () => {
    const entry = { sequence: 3, time: 't', operation: 'CreateUser', status: 201, target: { user_id: 'u2' } }
    await using endpoint = await answering(200, { audit_entries: [entry], next_before_sequence: 3 })
    const words = ['admin', 'audit', 'list', '--operation', 'CreateUser', '--limit', '1']
    const { stdout } = await runCommand(words, endpoint)
    expect(stdout).toMatch(/^SEQUENCE +TIME +OPERATION +STATUS.*\n3 +t +CreateUser +201 /)
    expect(endpoint.requests[0]?.url.search).toBe('?operation=CreateUser&limit=1')
  })

  it('that are things show every field, and documents as JSON', async () => {
    const policy = { policy_id: 'x', name: 'a', description: '', type: 'custom', document: DOCUMENT }
    await using endpoint = await answering(200, policy)
    const { stdout } = await runCommand(['admin', 'policies', 'show', 'x'], endpoint)
    expect(stdout).toContain('policy_id    x\n')
    expect(stdout).toContain(`document     ${JSON.stringify(DOCUMENT)}\n`)
  })

  it.each([
    ['', 'u1: The user is gone.\n'],
    ['--json', '{\n  "user_id": "u1"\n}\n'],
  ])('that are empty say what is gone %s', async (flag, told) => {
    await using endpoint = await answering(204)
    const words = ['admin', 'users', 'delete', 'u1', flag].filter(Boolean)
    expect(await runCommand(words, endpoint)).toEqual({ code: 0, stdout: told, stderr: '' })
  })

  it('with a secret tell it once on stdout, and the warning on stderr', async () => {
    await using endpoint = await answering(201, KEY)
    const { stdout, stderr } = await runCommand(['admin', 'access-keys', 'create', 'u1'], endpoint)
    expect(stdout).toContain('secret_key   hush\n')
    expect(stderr).toBe('Keep the secret key: shown this once, and never again.\n')
    const json = await runCommand(['admin', 'access-keys', 'create', 'u1', '--json'], endpoint)
    expect(JSON.parse(json.stdout)).toEqual(KEY)
    expect(json.stderr).toBe(stderr)
  })

  it('of a new account show what is within', async () => {
    await using endpoint = await answering(201, {
      account: { account_id: 'a1', name: 'acme' },
      access_key: KEY,
      root_password: 'p',
    })
    const { stdout, stderr } = await runCommand(['admin', 'accounts', 'create', '--name', 'acme'], endpoint)
    expect(stdout).toContain('account.account_id      a1\n')
    expect(stdout).toContain('access_key.secret_key   hush\n')
    expect(stderr).toBe('Keep the secret key and root password: shown this once, and never again.\n')
  })
})

describe('documents', () => {
  it.each(['file', '-'])('of a policy come from %s', async (source) => {
    await using directory = await temporaryDirectory()
    await using endpoint = await answering(201, {})
    const path = source === '-' ? '-' : directory.file('policy.json')
    if (path !== '-') await writeFile(path, JSON.stringify(DOCUMENT))
    const words = ['admin', 'policies', 'create', '--name', 'n', '--document', path]
    const { code } = await runCommand(words, { ...endpoint, stdin: JSON.stringify(DOCUMENT) })
    expect(code).toBe(0)
    expect(JSON.parse(`${endpoint.requests[0]?.body}`)).toEqual({ name: 'n', document: DOCUMENT })
  })
})

describe('policies test', () => {
  const by = { policy_id: 'x', policy_name: 'auditor', statement: 1, sid: 'NoExports', grant_id: 'g1' }

  it.each<[string, object, number, string]>([
    ['allow', {}, 0, 'allow: It is so.\n'],
    ['implicit-deny', {}, 1, 'implicit-deny: It is so.\n'],
    [
      'explicit-deny',
      { decided_by: by },
      1,
      'explicit-deny: It is so. Decided by statement 1 (NoExports) of policy auditor (x), attached by grant g1.\n',
    ],
  ])('%s is told in one line and by the exit code', async (outcome, more, code, line) => {
    await using endpoint = await answering(200, { outcome, reason: 'It is so.', ...more })
    const words = ['admin', 'policies', 'test', '--action', 'a:b:c', '--user-id', 'u1', '--context', 'g:SourceIp=::1']
    expect(await runCommand(words, endpoint)).toEqual({ code, stdout: line, stderr: '' })
    expect(JSON.parse(`${endpoint.requests[0]?.body}`)).toEqual({
      action: 'a:b:c',
      user_id: 'u1',
      context: { 'g:SourceIp': '::1' },
    })
  })

  it('judges several documents', async () => {
    await using directory = await temporaryDirectory()
    await using endpoint = await answering(200, { outcome: 'allow', reason: 'r' })
    const [one, two] = [directory.file('1.json'), directory.file('2.json')]
    await writeFile(one, '{"a":1}')
    await writeFile(two, '{"a":2}')
    const words = ['admin', 'policies', 'test', '--action', 'a', '--document', one, '--document', two, '--json']
    const { code, stdout } = await runCommand(words, endpoint)
    expect([code, JSON.parse(stdout)]).toEqual([0, { outcome: 'allow', reason: 'r' }])
    expect(JSON.parse(`${endpoint.requests[0]?.body}`).documents).toEqual([{ a: 1 }, { a: 2 }])
  })
})
