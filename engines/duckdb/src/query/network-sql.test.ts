import { canonicalAddress, networkOfAddress } from '@deskledger/domain'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Database } from '../database.js'
import { ipv6Digits } from './address-sql.js'
import { networkSql } from './network-sql.js'

const group = fc.oneof(
  { weight: 3, arbitrary: fc.constant('0') },
  { weight: 2, arbitrary: fc.nat(0xffff).map((bits) => bits.toString(16)) },
)
const written = fc.array(group, { minLength: 8, maxLength: 8 }).map((groups) => groups.join(':'))
const spelled = fc
  .array(fc.oneof(group, fc.constantFrom('', 'g', '12345', '10.1.2.3', '%1')), { maxLength: 10 })
  .map((parts) => parts.join(':'))
const dotted = fc
  .array(fc.oneof(fc.nat(300), fc.constant('01')), { minLength: 3, maxLength: 5 })
  .map((all) => all.join('.'))

it('cuts every address as the domain does, and no other text', async () => {
  const database = await Database.open({ path: ':memory:' })
  const texts = fc.sample(fc.oneof(written, spelled, dotted, fc.ipV4(), fc.ipV6()), { numRuns: 5000, seed: 9 })
  try {
    await database.use(async (session) => {
      const rows = await session.all(
        `SELECT address, ${networkSql('address')} AS network, ${ipv6Digits('address')} AS digits
         FROM (SELECT unnest(from_json($texts, '["VARCHAR"]')) AS address)`,
        { texts: JSON.stringify(texts.map(canonicalAddress)) },
      )
      expect(rows).toHaveLength(texts.length)
      for (const { address, network, digits } of rows) {
        const expected = networkOfAddress(String(address)) ?? null
        expect([address, network]).toEqual([address, expected])
        expect(digits !== null).toBe(expected?.endsWith('/48') === true)
      }
      expect(rows.filter(({ network }) => network !== null).length).toBeGreaterThan(1000)
    })
  } finally {
    await database.close()
  }
})
