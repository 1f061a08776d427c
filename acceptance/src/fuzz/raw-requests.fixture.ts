import { OPERATIONS } from '@deskledger/contract'
import fc from 'fast-check'
import { idOf } from './known-things.fixture.js'
import { mostly } from './mostly.fixture.js'

/** Stands for the header lines of a signature of a method and a target without a body. */
export const SIGNATURE = /__signature of ([A-Z]+) (\S+)__/g

/** Bytes for a connection, one character each; ids and signatures are put in before they are sent. */
export interface RawRequest {
  readonly text: string
  /** Where the text is cut off, as a part of its length. */
  readonly cutAt: number
}

const PATHS = Object.values(OPERATIONS)
  // Of direct exports only two at a time are served.
  .filter(({ path }) => path !== OPERATIONS.ExportUserLoginInfoNew.path)
  .map(({ path }) => path.replace('{project_id}', idOf('own', 'main_project', 0)).replaceAll(/\{(\w+)\}/g, 'some-id'))

const METHODS = [
  'GET',
  'POST',
  'PUT',
  'DELETE',
  'HEAD',
  'OPTIONS',
  'CONNECT',
  'get',
  'G\u00c9T',
  'A'.repeat(40),
  '',
  'PRI',
  'BREW',
]

const TARGETS = [
  '*',
  '/',
  'http://ledger.test/healthz',
  'ledger.test:80',
  '//healthz',
  '/healthz#a',
  '/healthz?\u00e9',
  '\\',
  `/${'a'.repeat(9_000)}`,
  `/healthz?${'a'.repeat(20_000)}`,
  '/%',
  '/\u0000',
  '/ healthz',
  '',
]

const VERSIONS = ['HTTP/1.0', 'HTTP/1.1 ', 'HTTP/1.2', 'HTTP/2.0', 'HTTP/0.9', 'http/1.1', 'HTTP/1.1.1', 'HTTP', '']

/** Header lines that a reader must not be misled by. */
const HEADERS = [
  'Host: ledger.test',
  'Host: other.test',
  'Host:',
  'Host : ledger.test',
  ' Folded: yes',
  '\tfolded',
  'No colon',
  ': no name',
  'Na me: x',
  'N\u00e4me: x',
  'X: \u00e9\u0001',
  'X: a\u0000b',
  'X: a\rb',
  `X: ${'x'.repeat(17_000)}`,
  `${'X: y\r\n'.repeat(101)}X: y`,
  `${'X: y\r\n'.repeat(2_500)}X: y`,
  'Content-Length: 2',
  'Content-Length: 0',
  'Content-Length: +2',
  'Content-Length: -1',
  'Content-Length: 2, 2',
  'Content-Length: 99999999999999999999',
  'Content-Length: 300000000',
  'Content-Length: x',
  'Transfer-Encoding: chunked',
  'Transfer-Encoding: chunked, chunked',
  'Transfer-Encoding: identity',
  'Transfer-Encoding: xchunked',
  'Transfer-Encoding:\u000bchunked',
  'TE: trailers',
  'Trailer: X',
  'Connection: close',
  'Connection: keep-alive, close',
  'Connection: Host',
  'Connection: upgrade',
  'Upgrade: websocket',
  'HTTP2-Settings: AAMAAABkAAQ',
  'Expect: 100-continue',
  'Expect: 200-ok',
  'Authorization: SDK-HMAC-SHA256 Access=a, SignedHeaders=, Signature=',
  'Authorization: Basic YTpi',
  `Authorization: SDK-HMAC-SHA256 Access=${'a'.repeat(5_000)}`,
  'Authorization: V11-HMAC-SHA256 Credential=a/b/c/d/e, SignedHeaders=;;, Signature=g',
  'X-Sdk-Date: 20260230T250000Z',
  'X-Sdk-Date: 99999999T999999Z',
  'X-Auth-Token: \u00e9',
  'X-Auth-Token:',
  'Content-Type: application/json',
  'Content-Type: application/x-ndjson',
  'Content-Encoding: gzip',
  'Cookie: a=b; a=c',
  'Range: bytes=0-',
] as const

const BODIES = [
  '{}',
  'x',
  '2\r\n{}\r\n0\r\n\r\n',
  '2;a=b\r\n{}\r\n0\r\nX: y\r\n\r\n',
  `2;${'a'.repeat(20_000)}\r\n{}\r\n0\r\n\r\n`,
  'zz\r\n{}\r\n0\r\n\r\n',
  'ffffffffffffffff\r\n',
  '-1\r\n',
  '2\r\n{}',
  'GET /healthz HTTP/1.1\r\nHost: ledger.test\r\n\r\n',
  '\u0000\u0001\u0002',
  '\u001f\u008b\u0008',
]

type Host = 'signature' | 'unsigned' | 'none'

const requestText: fc.Arbitrary<string> = fc
  .record({
    method: mostly<string>(6, fc.constantFrom('GET', 'POST'), fc.constantFrom(...METHODS)),
    target: mostly<string>(6, fc.constantFrom(...PATHS), fc.constantFrom(...TARGETS)),
    version: mostly<string>(12, fc.constant('HTTP/1.1'), fc.constantFrom(...VERSIONS)),
    // A signature brings the Host that it is for.
    host: mostly(8, fc.constantFrom<Host>('signature', 'unsigned'), fc.constant<Host>('none')),
    headers: mostly<string[]>(1, fc.constant([]), fc.array(fc.constantFrom(...HEADERS), { maxLength: 3 })),
    lineEnd: mostly<string>(12, fc.constant('\r\n'), fc.constantFrom('\n', '\r', '\n\r', '\r\r\n')),
    space: mostly<string>(20, fc.constant(' '), fc.constantFrom('\t', '  ', '', '\u000b')),
    body: mostly<string>(2, fc.constant(''), fc.constantFrom(...BODIES)),
  })
  .map(({ method, target, version, host, headers, lineEnd, space, body }) => {
    const hosts = { signature: [`__signature of ${method} ${target}__`], unsigned: ['Host: ledger.test'], none: [] }[
      host
    ]
    return [[method, target, version].join(space), ...hosts, ...headers, '', body].join(lineEnd)
  })

const anyOctets = fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes).toString('latin1'))

/** What no client of ours would send: bytes that may be a request, a part of one, several, or nothing of the kind. */
export const anyRawRequest: fc.Arbitrary<RawRequest> = fc.record({
  text: mostly<string>(
    12,
    requestText,
    fc.oneof(
      anyOctets,
      fc.array(requestText, { minLength: 2, maxLength: 3 }).map((all) => all.join('')),
      fc.constantFrom('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', '\u0016\u0003\u0001\u0002\u0000\u0001', '\r\n\r\n\r\n', ' '),
    ),
  ),
  cutAt: mostly<number>(6, fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true })),
})
