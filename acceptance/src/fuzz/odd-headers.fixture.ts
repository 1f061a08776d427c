import type { OperationId } from '@deskledger/contract'
import fc from 'fast-check'
import { idOf } from './known-things.fixture.js'

const ODD: readonly (readonly [name: string, value: string])[] = [
  ['X-Project-Id', idOf('foreign', 'project_id', 0)],
  ['X-Project-Id', idOf('own', 'main_project', 0)],
  ['X-Domain-Id', idOf('foreign', 'account_id', 0)],
  ['X-Project-Id', ''],
  ['Purpose', 'prefetch'],
  ['Expect', '100-continue'],
  ['Expect', 'the unexpected'],
  ['Accept', 'text/html;q=0.9, */*;q=nope'],
  ['Accept-Encoding', 'br, gzip;q=2'],
  ['Accept-Language', 'xx-YY-zz'],
  ['Content-Encoding', 'br'],
  ['Content-Encoding', 'gzip, gzip'],
  ['Content-Encoding', 'gzip'],
  ['Transfer-Encoding', 'chunked'],
  ['Connection', 'close'],
  ['Upgrade', 'h2c'],
  ['Cookie', '__proto__=1; a=%zz; =; ;;'],
  ['X-HTTP-Method-Override', 'DELETE'],
  ['X-Forwarded-For', '::1, not an address'],
  ['X-Forwarded-Host', 'other.example'],
  ['Forwarded', 'for="[::1]'],
  ['X-Request-Id', 'mine'],
  ['X-Sdk-Content-Sha256', 'UNSIGNED-PAYLOAD'],
  ['X-Sdk-Content-Sha256', 'zz'],
  ['X-Security-Token', 'garbage'],
  ['If-None-Match', '*'],
  ['If-Modified-Since', 'yesterday'],
  ['Origin', 'null'],
  ['Host', 'other.example:99999'],
  ['X-Long', 'x'.repeat(20_000)],
  ['__proto__', 'x'],
  ['Link', '</>;rel="'],
]

const RANGES = [
  'bytes=0-',
  'bytes=0-0',
  'bytes=5-2',
  'bytes=-1',
  'bytes=-0',
  'bytes=999999-',
  'bytes=0-1,3-4',
  'lines=1-',
  'bytes=a-b',
  'bytes=0-99999999999999999999',
  '',
]

/** Headers that an operation looks at, as they should be or not. */
const LOOKED_AT: Partial<Record<OperationId, fc.Arbitrary<Record<string, string>>>> = {
  KeystoneValidateToken: fc
    .constantFrom(
      idOf('own', 'token', 0),
      idOf('own', 'token', 1),
      idOf('foreign', 'token', 0),
      'garbage',
      'x'.repeat(9_000),
    )
    .map((token) => ({ 'X-Subject-Token': token })),
  DownloadExportFile: fc.oneof(
    fc.constant({}),
    fc.constantFrom(...RANGES).map((range) => ({ Range: range })),
    fc.constantFrom(...RANGES).map((range) => ({ Range: range, 'If-Range': '"x"' })),
  ),
}

/** Further headers of requests to an operation, most often none. */
export function oddHeaders(id: OperationId): fc.Arbitrary<Record<string, string>> {
  const odd = fc.oneof(
    { weight: 9, arbitrary: fc.constant([]) },
    {
      weight: 1,
      arbitrary: fc.uniqueArray(fc.constantFrom(...ODD), { minLength: 1, maxLength: 2, selector: ([name]) => name }),
    },
  )
  return fc
    .tuple(LOOKED_AT[id] ?? fc.constant({}), odd)
    .map(([looked, pairs]) => ({ ...looked, ...Object.fromEntries(pairs) }))
}
