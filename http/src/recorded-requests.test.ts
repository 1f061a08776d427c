import { readFileSync } from 'node:fs'
import type { Session } from '@deskledger/domain'
import { describe, expect, it } from 'vitest'
import { PROJECT, TestApplication } from './application.fixture.js'
import { anAccount, OPEN_SECRETS } from './identities.fixture.js'

interface Recorded {
  readonly name: string
  readonly kind: string
  readonly method: string
  readonly host: string
  readonly path: string
  readonly query: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
  readonly access_key: string
  readonly secret_key: string
  readonly expected_authorization: string
}

const FILE = new URL('../../signing/src/vectors/signing-vectors.json', import.meta.url)

/** Whole requests as official clients put them on the wire, and those made by the rules of the Go client. */
const RECORDED = (JSON.parse(readFileSync(FILE, 'utf8')).vectors as readonly Recorded[]).filter(
  ({ kind, path }) => kind === 'wire' || (kind === 'go' && path !== '/path'),
)

/** What each path is answered with; the paths of a client without project id and with a mistaken task id included. */
const EXPECTED: readonly (readonly [RegExp, number, unknown])[] = [
  [/^\/v3\/\w{32}\/desktops\/connections\/export$/, 200, { task_id: expect.stringMatching(/^[0-9a-f]{32}$/) }],
  [/^\/v2\/\w{32}\/connections\/desktops$/, 200, { total_count: 0, records: [] }],
  [/^\/v2\/\w{32}\/connections\/status$/, 200, { statics: [expect.objectContaining({ in_use_num: 2 })] }],
  [/^\/v2\/\w{32}\/export-tasks$/, 200, { export_tasks: [], count: 0 }],
  [/^\/v2\/\w{32}\/export-tasks\/batch-delete$/, 200, undefined],
  [/^\/v3\/auth\/domains$/, 200, expect.objectContaining({ domains: [expect.objectContaining({ name: 'acme' })] })],
  [/^\/v3\/projects$/, 200, expect.objectContaining({ projects: [expect.objectContaining({ id: PROJECT })] })],
  [/%7Bproject_id%7D/, 400, expect.objectContaining({ error_msg: expect.stringMatching(/^project_id is still/) })],
  [/dl-octet\/download$/, 404, expect.objectContaining({ error_code: 'WKS.00211902' })],
  [/odd%20id\/%E5%BC%A0\/download$/, 404, expect.objectContaining({ error_code: 'APIGW.0101' })],
  [/odd%20id%2F%E5%BC%A0\/download$/, 400, expect.objectContaining({ error_msg: 'path holds an escaped slash (%2F)' })],
]

/** The request byte by byte, but for its connection, which is closed. */
function wireBytes({ method, path, query, headers, body, host, expected_authorization }: Recorded): string {
  const hasHost = Object.keys(headers).some((name) => name.toLowerCase() === 'host')
  const lines = [
    `${method} ${path}${query === '' ? '' : `?${query}`} HTTP/1.1`,
    ...(hasHost ? [] : [`Host: ${host}`]),
    ...Object.entries(headers)
      .filter(([name]) => !/^(content-length|connection)$/i.test(name))
      .map(([name, value]) => `${name}: ${value}`),
    `Authorization: ${expected_authorization}`,
    ...(body === null ? [] : [`Content-Length: ${Buffer.byteLength(body)}`]),
    'Connection: close',
  ]
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body ?? ''}`).toString('latin1')
}

/** The temporary key that a request with a security token is signed with. */
function temporaryKeyOf({ headers, access_key, secret_key }: Recorded): Session[] {
  const securityToken = headers['X-Security-Token']
  if (securityToken === undefined) return []
  return [
    {
      kind: 'temporary-key',
      digest: OPEN_SECRETS.digest(`${access_key}\n${securityToken}`),
      userId: 'user-root-of-acme',
      generation: 0,
      scope: {},
      issuedAt: new Date(0),
      expiresAt: new Date('2100-01-01T00:00:00Z'),
      sealedSecret: OPEN_SECRETS.seal(secret_key, access_key),
    },
  ]
}

describe('requests recorded from the official clients', () => {
  it.each(RECORDED)('$name', async (recorded) => {
    const { access_key, secret_key } = recorded
    const entities = anAccount('acme', PROJECT, access_key, { projectName: 'cn-north-4', secretKey: secret_key })
    await using test = await TestApplication.start({}, entities, temporaryKeyOf(recorded))
    const [year, month, day, hour, minute, second] = [0, 4, 6, 9, 11, 13].map((at) =>
      (recorded.headers['X-Sdk-Date'] ?? '').slice(at, at === 0 ? 4 : at + 2),
    )
    test.now = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
    const answer = await test.exchange(wireBytes(recorded))
    const [, status, body] = EXPECTED.find(([path]) => path.test(recorded.path)) ?? []
    expect(answer.split('\r\n')[0]).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    const content = answer.slice(answer.indexOf('\r\n\r\n') + 4)
    expect(content === '' ? undefined : JSON.parse(content)).toEqual(body)
  })

  it('come from the Node and Python clients, and by the rules of the Go client', () => {
    expect(RECORDED.filter(({ name }) => name.startsWith('wire-node'))).toHaveLength(13)
    expect(RECORDED.filter(({ name }) => name.startsWith('wire-python'))).toHaveLength(13)
    expect(RECORDED.filter(({ kind }) => kind === 'go')).toHaveLength(3)
  })
})
