import { describe, expect, it } from 'vitest'
import { isInNetwork, networkOfAddress, networkText, parseNetwork } from './network.js'

describe('a network', () => {
  it.each([
    ['10.1.2.0/24', '10.1.2.0/24'],
    ['10.1.2.64/26', '10.1.2.64/26'],
    ['10.1.2.3/32', '10.1.2.3/32'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['2001:DB8:0:0::/48', '2001:db8::/48'],
    ['2001:db8:0:1::/64', '2001:db8:0:1::/64'],
    ['::1/128', '::1/128'],
    ['::/0', '::/0'],
  ])('%s is the one told as %s', (text, told) => {
    const network = parseNetwork(text)
    expect(network && networkText(network)).toBe(told)
  })

  it.each([
    '',
    '10.1.2.0',
    '10.1.2.0/',
    '10.1.2.0/33',
    '10.1.2.0/024',
    '10.1.2.0/+24',
    ' 10.1.2.0/24',
    '10.1.2.3/24',
    '10.1.2.64/25',
    '10.1.2/24',
    '010.1.2.0/24',
    '10.1.2.0/24/24',
    '2001:db8::/129',
    '2001:db8::1/64',
    '2001:db8:::/48',
    'fe80::%eth0/64',
    '::ffff:10.1.2.0/24',
    '::ffff:10.1.2.0/120',
    'example/24',
  ])('is not %j', (text) => {
    expect(parseNetwork(text)).toBeUndefined()
  })

  it.each([
    ['10.1.2.0/24', '10.1.2.255', true],
    ['10.1.2.0/24', '10.1.3.0', false],
    ['10.1.2.0/24', '::ffff:10.1.2.9', true],
    ['10.1.2.64/26', '10.1.2.127', true],
    ['10.1.2.64/26', '10.1.2.128', false],
    ['2001:db8::/48', '2001:0DB8:0:ffff::1', true],
    ['2001:db8::/48', '2001:db8:1::', false],
    ['::/0', '10.1.2.3', false],
    ['0.0.0.0/0', '::1', false],
    ['0.0.0.0/0', 'unknown', false],
    ['fe80::/16', 'fe80::1%eth0', true],
  ])('%s holds %s: %s', (text, address, isHeld) => {
    const network = parseNetwork(text)
    expect(network && isInNetwork(address, network)).toBe(isHeld)
  })
})

it.each([
  ['10.1.2.3', '10.1.2.0/24'],
  ['::ffff:10.1.2.3', '10.1.2.0/24'],
  ['2001:db8::1', '2001:db8::/48'],
  ['2001:0DB8:5:6:7:8:9:a', '2001:db8:5::/48'],
  ['::1', '::/48'],
  ['10.1', undefined],
  ['unknown', undefined],
  ['', undefined],
])('the address %s is counted in %s', (address, network) => {
  expect(networkOfAddress(address)).toBe(network)
})
