import { formatSdkDate } from '@deskledger/signing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clockFrom } from './clock-from.fixture.js'
import { type Ledger, newLedger, ROOT, ROOT_USER } from './ledger.fixture.js'
import { exchange, JAVA_SHAPED, RECORDED, type WireRequest, wireBytes } from './recorded-requests.fixture.js'
import { authorizationOf } from './sign-as-client.fixture.js'

/** What each path is answered with; the first that fits. */
const EXPECTED: readonly (readonly [path: RegExp, status: number, body: unknown])[] = [
  [/\/desktops\/connections\/export$/, 200, { task_id: expect.stringMatching(/^[0-9a-f]{32}$/) }],
  [/\/connections\/desktops$/, 200, { total_count: 0, records: [] }],
  [/\/connections\/status$/, 200, { statics: [expect.objectContaining({ in_use_num: 0 })] }],
  [/%7Bproject_id%7D/, 400, expect.objectContaining({ error_msg: expect.stringMatching(/^project_id is still/) })],
  [/\/export-tasks$/, 200, { export_tasks: expect.any(Array), count: expect.any(Number) }],
  [/\/batch-delete$/, 200, undefined],
  [
    /^\/v3\/auth\/domains$/,
    200,
    expect.objectContaining({ domains: [expect.objectContaining({ name: 'deskledger' })] }),
  ],
  [/^\/v3\/projects$/, 200, expect.objectContaining({ projects: [expect.objectContaining({ id: ROOT.projectId })] })],
  [/dl-octet\/download$/, 404, expect.objectContaining({ error_code: 'WKS.00211902' })],
  [/odd%20id\/%E5%BC%A0\/download$/, 404, expect.objectContaining({ error_code: 'APIGW.0101' })],
  [/odd%20id%2F%E5%BC%A0\/download$/, 400, expect.objectContaining({ error_msg: expect.stringContaining('%2F') })],
]
const UNKNOWN_KEY = [401, expect.objectContaining({ error_code: 'APIGW.0301' })] as const

const expectedOf = ({ path }: WireRequest) => EXPECTED.find(([known]) => known.test(path))?.slice(1)
const SECURITY_TOKEN = 'X-Security-Token'

/** Where `/v3/projects?name=` of the recordings finds its project, and where exports reach times of any age. */
const SETTINGS = { DESKLEDGER_REGION: 'cn-north-4', DESKLEDGER_EXPORT_WINDOW_DAYS: '0' }

describe('requests of the official clients, recorded or by their rules, signed now', () => {
  let ledger: Ledger & AsyncDisposable
  let temporary: { readonly accessKey: string; readonly secretKey: string; readonly securityToken: string }
  beforeAll(async () => {
    ledger = await newLedger(SETTINGS)
    const user = { account: 'deskledger', userName: 'root', password: ROOT_USER.password }
    const { token } = await ledger.client.createToken({ ...user, projectId: ROOT.projectId })
    const key = await ledger.client.createTemporaryAccessKey({ token })
    temporary = { accessKey: key.access, secretKey: key.secret, securityToken: key.securitytoken }
  })
  afterAll(() => ledger[Symbol.asyncDispose]())

  it.each([...RECORDED, ...JAVA_SHAPED])('$name', async (request) => {
    const isTemporary = SECURITY_TOKEN in request.headers
    const headers = {
      ...request.headers,
      'X-Sdk-Date': formatSdkDate(new Date()),
      ...(isTemporary && { [SECURITY_TOKEN]: temporary.securityToken }),
    }
    const signed = { ...request, headers }
    const answer = await exchange(
      ledger.endpoint,
      wireBytes(signed, authorizationOf(signed, isTemporary ? temporary : ROOT)),
    )
    expect([answer.status, answer.body]).toEqual(expectedOf(request))
  })

  it.each(RECORDED.filter(({ expect }) => expect === 'valid'))(
    '$name has, at its own time and with its own key, the recorded signature',
    (recorded) => {
      const key = { accessKey: recorded.access_key, secretKey: recorded.secret_key }
      expect(authorizationOf(recorded, key)).toBe(recorded.expected_authorization)
    },
  )
})

const clock = clockFrom('2026-01-02 03:04:05')

describe('the recorded bytes themselves, at the time they were recorded', () => {
  /** A server for each key, since a server is founded with one. */
  const ledgers = new Map<string, Ledger & AsyncDisposable>()
  beforeAll(async () => {
    const keys = new Map(RECORDED.map(({ access_key, secret_key }) => [access_key, secret_key]))
    const founded = [...keys].map(async ([accessKey, secretKey]) => {
      const root = { DESKLEDGER_ROOT_ACCESS_KEY: accessKey, DESKLEDGER_ROOT_SECRET_KEY: secretKey }
      ledgers.set(accessKey, await newLedger({ ...SETTINGS, ...clock, ...root }))
    })
    await Promise.all(founded)
  })
  afterAll(async () => {
    await Promise.all([...ledgers.values()].map((ledger) => ledger[Symbol.asyncDispose]()))
  })

  it.each(RECORDED)('$name', async (recorded) => {
    const { endpoint = '' } = ledgers.get(recorded.access_key) ?? {}
    const answer = await exchange(endpoint, wireBytes(recorded, recorded.expected_authorization))
    // No server can be founded with the temporary key of the recordings; http/ tests them with one.
    const isTemporary = SECURITY_TOKEN in recorded.headers
    expect([answer.status, answer.body]).toEqual(isTemporary ? UNKNOWN_KEY : expectedOf(recorded))
  })
})
