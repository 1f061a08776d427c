import { API_ERRORS, LIMITS, OPERATIONS, type Operation, type OperationId } from '@deskledger/contract'
import type { LightMyRequestResponse } from 'fastify'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Call, PROJECT, TestApplication } from '../application.fixture.js'

const TOKEN_MS = 24 * 3_600_000
const TEMPORARY_KEY_MS = LIMITS.temporaryKeySeconds.min * 1000

const CLOSED = (Object.entries(OPERATIONS) as [OperationId, Operation][])
  .filter(([, { access }]) => access.scope !== 'public')
  .map(([id]) => id)

let test: TestApplication
beforeEach(async () => {
  test = await TestApplication.start()
})
afterEach(() => test.stop())

/** The answer of an operation to somebody who asks for nothing that there is. */
async function answerOf(id: OperationId, sender: Call): Promise<LightMyRequestResponse> {
  const { method, path, body }: Operation = OPERATIONS[id]
  const url = path.replace('{project_id}', PROJECT).replaceAll(/\{\w+\}/g, 'some-id')
  return body ? test.send(method, url, {}, sender) : test.call(url, { ...sender, method })
}

/** Expects the 401 of the operation, in its documented form. */
async function expectRefusal(id: OperationId, sender: Call, tail: string): Promise<void> {
  const { status, code } = API_ERRORS.unauthenticated
  const response = await answerOf(id, sender)
  const message = expect.stringContaining(`Incorrect IAM authentication information: ${tail}`)
  expect([response.statusCode, response.json()]).toEqual([
    status,
    OPERATIONS[id].errorShape === 'keystone'
      ? { error: { code: status, message, title: 'Unauthorized' } }
      : { error_code: code, error_msg: message, request_id: response.headers['x-request-id'] },
  ])
}

async function tokenOfAda(): Promise<string> {
  const user = { name: 'ada', password: 'root password', domain: { name: 'acme' } }
  const body = { auth: { identity: { methods: ['password'], password: { user } } } }
  return String((await test.send('POST', '/v3/auth/tokens', body)).headers['x-subject-token'])
}

async function temporaryKeyOfAda(): Promise<Call> {
  const body = { auth: { identity: { methods: ['token'], token: { id: await tokenOfAda() } } } }
  const { credential } = (await test.send('POST', '/v3.0/OS-CREDENTIAL/securitytokens', body)).json()
  return { accessKey: credential.access, secretKey: credential.secret, securityToken: credential.securitytoken }
}

function letPass(milliseconds: number): void {
  test.now = new Date(test.now.getTime() + milliseconds)
}

it.each(CLOSED)('%s takes a token for 24 hours and not a millisecond longer', async (id) => {
  const token = await tokenOfAda()
  letPass(TOKEN_MS - 1)
  expect((await answerOf(id, { token })).statusCode).not.toBe(401)
  letPass(1)
  await expectRefusal(id, { token }, `token expires, expires_at:${test.now.toISOString()}`)
})

it.each(CLOSED)('%s takes a temporary key to its end, then it is as any unknown key', async (id) => {
  const key = await temporaryKeyOfAda()
  letPass(TEMPORARY_KEY_MS - 1)
  expect((await answerOf(id, key)).statusCode).not.toBe(401)
  letPass(1)
  await expectRefusal(id, key, 'verify aksk signature fail')
})

it('a token that has run out makes no temporary key', async () => {
  const body = { auth: { identity: { methods: ['token'], token: { id: await tokenOfAda() } } } }
  letPass(TOKEN_MS)
  const response = await test.send('POST', '/v3.0/OS-CREDENTIAL/securitytokens', body)
  const { status, iamCode } = API_ERRORS.unauthenticated
  expect([response.statusCode, response.json().error_code]).toEqual([status, iamCode])
})
