import { LIMITS } from '@deskledger/contract'
import { describe, expect, it } from 'vitest'
import { ApiFailure } from '../answer/api-failure.js'
import { checkHeaders, refusePrefetch } from './headers.js'

/** What Node makes of the header lines. */
function headOf(lines: readonly (readonly [string, string])[], httpVersion = '1.1') {
  const headers = Object.fromEntries(lines.map(([name, value]) => [name.toLowerCase(), value]))
  return { rawHeaders: lines.flat(), headers, httpVersion }
}

const HOST = ['Host', 'ledger.test'] as const
const tooMany = new ApiFailure(
  'headersTooLarge',
  `A request may have ${LIMITS.headerCount} headers; this one has more.`,
  { sizeLimit: 'headerCount' },
)
const tooLarge = new ApiFailure('headersTooLarge', `All headers together may take ${LIMITS.headerBytes} bytes.`, {
  sizeLimit: 'headerBytes',
})

describe('checkHeaders', () => {
  it('takes as many headers as are allowed, and not one more', () => {
    const others = Array.from({ length: LIMITS.headerCount - 1 }, (_other, at) => [`A${at}`, ''] as const)
    expect(() => checkHeaders(headOf([HOST, ...others]))).not.toThrow()
    expect(() => checkHeaders(headOf([HOST, ...others, ['B', '']]))).toThrow(tooMany)
  })

  it('takes as many bytes as are allowed, with what separates headers on the wire, and not one more', () => {
    const others = 'Host: ledger.test\r\nA: \r\n'.length
    const fill = 'a'.repeat(LIMITS.headerBytes - others)
    expect(() => checkHeaders(headOf([HOST, ['A', fill]]))).not.toThrow()
    expect(() => checkHeaders(headOf([HOST, ['A', `${fill}a`]]))).toThrow(tooLarge)
    expect(() => checkHeaders(headOf([HOST, [`${fill}A`, 'a']]))).toThrow(tooLarge)
  })

  it.each([
    ['twice', [HOST, ['HOST', 'ledger.test']], '1.1', 'The header Host was sent more than once.'],
    ['twice in HTTP/1.0', [HOST, HOST], '1.0', 'The header Host was sent more than once.'],
    ['never', [['A', 'Host']], '1.1', 'The header Host is missing.'],
  ] as const)('refuses Host sent %s', (_times, lines, httpVersion, message) => {
    expect(() => checkHeaders(headOf(lines, httpVersion))).toThrow(new ApiFailure('malformedRequest', message))
  })

  it('needs no Host in HTTP/1.0, which has none', () => {
    expect(() => checkHeaders(headOf([], '1.0'))).not.toThrow()
  })

  it.each(['100-continue', '100-Continue'])('takes Expect: %s', (expectation) => {
    expect(() => checkHeaders(headOf([HOST, ['Expect', expectation]]))).not.toThrow()
  })

  it.each(['', '200-ok', '100-continue, more'])('refuses Expect: %s', (expectation) => {
    expect(() => checkHeaders(headOf([HOST, ['Expect', expectation]]))).toThrow(
      new ApiFailure('malformedRequest', 'The header Expect may say 100-continue only.'),
    )
  })
})

describe('refusePrefetch', () => {
  it.each([
    ['purpose', 'prefetch'],
    ['sec-purpose', 'prefetch;prerender'],
    ['sec-purpose', 'Prerender'],
    ['x-purpose', 'preview'],
    ['x-moz', 'prefetch'],
  ])('refuses %s: %s', (name, value) => {
    expect(() => refusePrefetch(headOf([HOST, [name, value]]))).toThrow(
      new ApiFailure('invalidParameter', `${name} says that this is a prefetch; these requests are not served.`),
    )
  })

  it.each([
    ['purpose', 'export'],
    ['purpose', 'prefetched'],
    ['purpose', 'unprefetch'],
    ['x-note', 'prefetch'],
  ])('takes %s: %s', (name, value) => {
    expect(() => refusePrefetch(headOf([HOST, [name, value]]))).not.toThrow()
  })
})
