import { describe, expect, it } from 'vitest'
import { runCommand, sendJson, testEndpoint } from '../test-io.fixture.js'

const USER = { DESKLEDGER_ACCOUNT: 'acme', DESKLEDGER_USER: 'ada', DESKLEDGER_PASSWORD: 'a good password' }
const DESCRIPTION = {
  expires_at: 'e',
  issued_at: 'i',
  user: { id: 'u', name: 'ada' },
  project: { id: 'p1', name: 'n' },
}

function iamEndpoint() {
  return testEndpoint((_, reply) => {
    reply.setHeader('X-Subject-Token', 'T')
    sendJson(reply, 201, { token: DESCRIPTION })
  })
}

describe('token', () => {
  it.each<[string[], object]>([
    [[], { project: { id: 'p1' } }],
    [['--project-id', 'p2'], { project: { id: 'p2' } }],
    [['--for-account'], { domain: { name: 'acme' } }],
  ])('%j asks for its scope and prints the token alone', async (words, scope) => {
    await using endpoint = await iamEndpoint()
    const environment = { ...endpoint.environment, ...USER }
    expect(await runCommand(['token', ...words], { environment })).toEqual({ code: 0, stdout: 'T\n', stderr: '' })
    expect(JSON.parse(`${endpoint.requests[0]?.body}`).auth.scope).toEqual(scope)
  })

  it('prints its end as JSON', async () => {
    await using endpoint = await iamEndpoint()
    const { stdout } = await runCommand(['token', '--json'], { environment: { ...endpoint.environment, ...USER } })
    const { expires_at, user, project } = DESCRIPTION
    expect(JSON.parse(stdout)).toEqual({ token: 'T', expires_at, user, project })
  })

  it('blames the password, not the key that is set as well', async () => {
    const error = { code: 401, message: 'The username or password is wrong.', title: 'Unauthorized' }
    await using endpoint = await testEndpoint((_, reply) => sendJson(reply, 401, { error }))
    const { code, stderr } = await runCommand(['token'], { environment: { ...endpoint.environment, ...USER } })
    expect([code, stderr]).toEqual([
      1,
      'deskledger: Check DESKLEDGER_ACCOUNT, DESKLEDGER_USER and DESKLEDGER_PASSWORD. The username or password is wrong.\n',
    ])
  })

  it('needs a user', async () => {
    await using endpoint = await iamEndpoint()
    expect((await runCommand(['token'], endpoint)).code).toBe(2)
  })
})
