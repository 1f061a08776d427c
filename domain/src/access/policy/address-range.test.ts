import { BlockList } from 'node:net'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addressBytes, parseAddressRange, rangeContains } from './address-range.js'

function contains(range: string, address: string): boolean | undefined {
  const parsed = parseAddressRange(range)
  const bytes = addressBytes(address)
  return parsed && bytes && rangeContains(parsed, bytes)
}

describe('a range of addresses', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1', true],
    ['192.0.2.1', '192.0.2.2', false],
    ['192.0.2.1', '::ffff:192.0.2.1', true],
    ['::ffff:192.0.2.1', '192.0.2.1', true],
    ['192.0.2.0/24', '192.0.2.0', true],
    ['192.0.2.0/24', '192.0.2.255', true],
    ['192.0.2.0/24', '192.0.3.0', false],
    ['192.0.2.77/24', '192.0.2.1', true],
    ['192.0.2.128/25', '192.0.2.127', false],
    ['192.0.2.128/25', '192.0.2.128', true],
    ['10.0.0.0/7', '11.255.255.255', true],
    ['10.0.0.0/7', '12.0.0.0', false],
    ['0.0.0.0/0', '255.255.255.255', true],
    ['192.0.2.1/32', '192.0.2.1', true],
    ['192.0.2.1/32', '192.0.2.0', false],
    ['0.0.0.0/0', '::1', false],
    ['::/0', '192.0.2.1', false],
    ['::/0', 'ffff::', true],
    ['2001:DB8::/32', '2001:db8:ffff::1', true],
    ['2001:db8::/32', '2001:db9::', false],
    ['2001:db8::1/128', '2001:db8:0:0:0:0:0:1', true],
    ['2001:db8::1/128', '2001:db8::2', false],
    ['fe80::1', 'fe80::1%eth0', true],
  ])('%s and %s: %s', (range, address, isInside) => {
    expect(contains(range, address)).toBe(isInside)
  })

  it.each([
    '',
    'localhost',
    '192.0.2',
    '192.0.2.256',
    '192.0.02.1',
    '0x7f.0.0.1',
    '127.1',
    '192.0.2.0/33',
    '192.0.2.0/024',
    '192.0.2.0/',
    '192.0.2.0/-1',
    '192.0.2.0/24/1',
    '192.0.2.0/255.255.255.0',
    ' 192.0.2.1',
    '192.0.2.1 ',
    '192.0.2.*',
    '2001:db8::/129',
    '2001:db8::/1000',
    '2001:db8:::1',
    '::ffff:192.0.2.0/120',
    '::ffff:192.0.2.0/24',
    'fe80::1%eth0',
  ])('%j is none', (text) => {
    expect(parseAddressRange(text)).toBeUndefined()
  })

  it.each([
    ['192.0.2.1', { bytes: [192, 0, 2, 1], prefixLength: 32 }],
    ['192.0.2.1/0', { bytes: [192, 0, 2, 1], prefixLength: 0 }],
    ['::1', { bytes: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], prefixLength: 128 }],
    ['::/10', { bytes: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], prefixLength: 10 }],
  ])('%s is read as bytes', (text, range) => {
    expect(parseAddressRange(text)).toEqual(range)
  })

  it.each([
    ['ipv4', fc.ipV4(), 32],
    ['ipv6', fc.ipV6(), 128],
  ] as const)('holds what a reader that is not ours says: %s', (family, addresses, longest) => {
    fc.assert(
      fc.property(addresses, addresses, fc.nat(longest), fc.boolean(), (network, other, prefixLength, isNear) => {
        const reference = new BlockList()
        reference.addSubnet(network, prefixLength, family)
        const address = isNear ? network : other
        // Addresses mapped from the other family are another family here.
        fc.pre(addressBytes(network)?.length === addressBytes(address)?.length)
        fc.pre((addressBytes(network)?.length ?? 0) * 8 === longest)
        expect(contains(`${network}/${prefixLength}`, address)).toBe(reference.check(address, family))
      }),
    )
  })
})
