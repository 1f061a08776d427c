import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAX_RTT, type RecordFilter, readFilter, STATUSES, writeFilter } from './record-filter.js'

describe('the filter bar', () => {
  it.each<[string, RecordFilter, string[]]>([
    ['', {}, []],
    ['user:zoe', { user: 'zoe' }, []],
    ['USER:Zoe', { user: 'Zoe' }, []],
    ['user:CORP\\zoe ip:2001:db8::1', { user: 'CORP\\zoe', ip: '2001:db8::1' }, []],
    ['desktop:"PC 1"  terminal:win', { desktop: 'PC 1', terminal: 'win' }, []],
    ['user:"a ""b"" c"', { user: 'a "b" c' }, []],
    ['user:a user:b', { user: 'b' }, []],
    ['rtt>100', { minRtt: 101 }, []],
    ['rtt>=100 rtt<200', { minRtt: 100, maxRtt: 199 }, []],
    ['rtt<0', {}, ['rtt<0']],
    ['rtt>x', {}, ['rtt>x']],
    ['zoe', {}, ['zoe']],
    ['user:', {}, ['user:']],
    ['colour:red user:zoe', { user: 'zoe' }, ['colour:red']],
    ['STATUS:Ongoing', { status: 'ongoing' }, []],
    ['status:running', {}, ['status:running']],
    ['net:203.0.113.0/24 client:3.10.2', { net: '203.0.113.0/24', client: '3.10.2' }, []],
    ['reason:"No free desktop"', { reason: 'No free desktop' }, []],
    ['user:张三 domain:acme ep:0', { user: '张三', domain: 'acme', ep: '0' }, []],
  ])('reads %j', (text, filter, unknown) => {
    expect(readFilter(text)).toEqual({ filter, unknown })
  })

  it('reads what it writes, whatever the values', () => {
    const value = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !text.includes('\n'))
    const latency = fc.integer({ min: 0, max: MAX_RTT })
    const anyFilter = fc.record(
      {
        user: value,
        desktop: value,
        ip: value,
        terminal: value,
        domain: value,
        ep: value,
        reason: value,
        client: value,
        agent: value,
        os: value,
        net: value,
        status: fc.constantFrom(...STATUSES),
        minRtt: latency,
        maxRtt: latency,
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(anyFilter, (filter) => {
        expect(readFilter(writeFilter(filter))).toEqual({ filter, unknown: [] })
      }),
    )
  })
})
