import type { AuditEvent } from '@deskledger/domain'
import { describe, expect, it } from 'vitest'
import { RECORDED_OF_ADDRESS, RECORDED_PER_MINUTE, RefusalTally } from './refusal-tally.js'

const refusal = (accessKey: string, address: string): AuditEvent => ({
  at: new Date(0),
  operation: 'ListLoginRecordsNew',
  actor: { kind: 'unproven', accessKey },
  address,
  target: {},
  outcome: { status: 401 },
})

function aTally() {
  const time = { now: Date.UTC(2026, 0, 1) }
  return { time, tally: new RefusalTally(() => new Date(time.now)) }
}

describe('refusals', () => {
  it('of one address are recorded for so many keys, then counted', () => {
    const { tally, time } = aTally()
    tally.ended()
    const keys = Array.from({ length: 100 }, (_, at) => `AK${at}`)
    const own = keys.filter((key) => tally.isRecorded(refusal(key, 'a')))
    expect(own).toEqual(keys.slice(0, RECORDED_OF_ADDRESS))
    expect(tally.isRecorded(refusal('AK0', 'b'))).toBe(true)
    expect(tally.ended()).toEqual([])
    time.now += 60_000
    expect(tally.ended()).toMatchObject([{ repeated: 80, address: 'a', actor: { kind: 'unproven' } }])
    expect(tally.isRecorded(refusal('AK99', 'a'))).toBe(true)
  })

  it('of many addresses are recorded for so many of them, then counted together', () => {
    const { tally } = aTally()
    const addresses = Array.from({ length: RECORDED_PER_MINUTE + 500 }, (_, at) => `a${at}`)
    const own = addresses.filter((address) => tally.isRecorded(refusal('AK', address)))
    expect(own).toHaveLength(RECORDED_PER_MINUTE)
    // Counted twice over: nothing is lost.
    for (const address of addresses.slice(0, 3)) tally.isRecorded(refusal('AK', address))
    expect(tally.close().map(({ repeated, address }) => [repeated, address])).toEqual([
      [1, 'a0'],
      [1, 'a1'],
      [1, 'a2'],
      [500, undefined],
    ])
    expect(tally.close()).toEqual([])
  })
})
