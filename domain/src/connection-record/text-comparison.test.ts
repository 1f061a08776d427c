import { describe, expect, it } from 'vitest'
import { foldCase } from './case-folding.js'
import { canonicalAddress } from './ip-address.js'

describe('case folding', () => {
  it.each([
    ['ZOË', 'zoë'],
    ['İbrahim', 'ibrahim'],
    ['ΟΔΟΣ', 'οδος'.replace('ς', 'σ')],
    ['οδος', 'οδοσ'],
    ['\u212aiosk', 'kiosk'],
    ['STRAẞE', 'straße'],
    ['张三 %_', '张三 %_'],
    ['\u{10d50}', '\u{10d50}'],
  ])('%s is folded to %s', (text, folded) => {
    expect(foldCase(text)).toBe(folded)
  })

  it('is done once', () => {
    for (let code = 0; code < 0x30000; code += 1) {
      if (code >= 0xd800 && code <= 0xdfff) continue
      const folded = foldCase(String.fromCodePoint(code))
      expect(foldCase(folded)).toBe(folded)
    }
  })
})

describe('the canonical spelling of an address', () => {
  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['::FFFF:CB00:7109', '203.0.113.9'],
    ['2001:0DB8:0000:0000:0000:0000:0000:0001', '2001:db8::1'],
    ['2001:db8::1', '2001:db8::1'],
    ['fe80::1%eth0', 'fe80::1%eth0'],
    ['010.0.0.1', '010.0.0.1'],
    ['10.1', '10.1'],
    ['unknown', 'unknown'],
    ['', ''],
  ])('of %s is %s', (text, canonical) => {
    expect(canonicalAddress(text)).toBe(canonical)
  })
})
