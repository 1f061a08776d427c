import { readFileSync } from 'node:fs'
import { connect } from 'node:net'

/** A request as a client puts it on the wire. */
export interface WireRequest {
  readonly name: string
  readonly method: string
  readonly host: string
  readonly path: string
  readonly query: string
  /** In the order in which they are sent, without Authorization. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
  /** Names of the headers that its client signs, sorted. */
  readonly signedHeaders: readonly string[]
  /** Whether its client signs the path as it is sent, encoded once more (spec/auth.md 2.1). */
  readonly needs_fallback_uri: boolean
}

/** A request whose client and signature were recorded. */
export interface RecordedRequest extends WireRequest {
  readonly kind: string
  readonly access_key: string
  readonly secret_key: string
  readonly expected_authorization: string
  /** `unspecified` when the client's signature follows no plain rule (spec/auth.md 2.3). */
  readonly expect: 'valid' | 'unspecified'
}

const FILE = new URL('../../signing/src/vectors/signing-vectors.json', import.meta.url)

/** Whole requests of the Node and Python clients as they were recorded, and those made by the rules of the Go client. */
export const RECORDED: readonly RecordedRequest[] = (
  JSON.parse(readFileSync(FILE, 'utf8')).vectors as readonly RecordedRequest[]
)
  .filter(({ kind, path }) => kind === 'wire' || (kind === 'go' && path !== '/path'))
  .map((recorded) => ({ ...recorded, signedHeaders: signedHeadersOf(recorded.expected_authorization) }))

function signedHeadersOf(authorization: string): string[] {
  return (/SignedHeaders=([^,]+)/.exec(authorization)?.[1] ?? '').split(';')
}

const PROJECT = '0123456789abcdef0123456789abcdef'

/**
 * Requests in the shape of the Java client. None was recorded: what it signs and how it writes an empty value are known
 * (spec/auth.md 2 and 2.1), the names and values of its other headers are of our choice.
 */
export const JAVA_SHAPED: readonly WireRequest[] = [
  { method: 'GET', path: `/v2/${PROJECT}/export-tasks`, query: 'file_name&status=SUCCESS', body: null },
  { method: 'GET', path: `/v3/${PROJECT}/desktops/connections/export`, query: 'user_name=a%20b', body: null },
  {
    method: 'POST',
    path: `/v2/${PROJECT}/export-tasks/batch-delete`,
    query: '',
    body: '{"task_ids":["t-1"]}',
  },
].map((request) => ({
  ...request,
  name: `java-style-${request.method}-${request.path.split('/').at(-1)}`,
  host: 'workspace.example.test',
  headers: {
    'Content-Type': 'application/json',
    'User-Agent': 'java-style',
    'X-Project-Id': PROJECT,
    'X-Sdk-Date': '20260102T030405Z',
    Host: 'workspace.example.test',
  },
  signedHeaders: ['host', 'user-agent', 'x-project-id', 'x-sdk-date'],
  needs_fallback_uri: false,
}))

/** Its bytes in the recorded order, but for its connection, which is closed. */
export function wireBytes({ method, path, query, headers, body }: WireRequest, authorization: string): Buffer {
  const sent = Object.entries(headers).filter(([name]) => !/^(content-length|connection)$/i.test(name))
  const lines = [
    `${method} ${path}${query === '' ? '' : `?${query}`} HTTP/1.1`,
    ...sent.map(([name, value]) => `${name}: ${value}`),
    `Authorization: ${authorization}`,
    ...(body === null ? [] : [`Content-Length: ${Buffer.byteLength(body)}`]),
    'Connection: close',
  ]
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body ?? ''}`)
}

/** Sends bytes over a socket of their own and reads until the server closes it. */
export async function exchange(endpoint: string, bytes: Buffer): Promise<{ status: number; body: unknown }> {
  const { hostname, port } = new URL(endpoint)
  const socket = connect(Number(port), hostname)
  socket.write(bytes)
  let answer = ''
  for await (const piece of socket.setEncoding('utf8')) answer += piece
  const [, status] = /^HTTP\/1\.1 (\d{3}) /.exec(answer) ?? []
  const content = answer.slice(answer.indexOf('\r\n\r\n') + 4)
  return { status: Number(status), body: content === '' ? undefined : JSON.parse(content) }
}
