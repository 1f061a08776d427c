import { OPERATIONS } from '@deskledger/contract'
import fc from 'fast-check'
import { idOf } from './known-things.fixture.js'
import { mostly } from './mostly.fixture.js'
import { BODIES, HEADERS, METHODS, TARGETS, VERSIONS } from './raw-parts.fixture.js'

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
