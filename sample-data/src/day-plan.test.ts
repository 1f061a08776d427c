import { describe, expect, it } from 'vitest'
import { arrivalHour, arrivedShare } from './day-phase.js'
import { WEEKEND, WORKING_DAY } from './day-plan.js'
import { OFFICES } from './office.js'

const SHARES = Array.from({ length: 101 }, (_, index) => index / 100)
const PLANS = [...WORKING_DAY.plans, ...WEEKEND.plans].filter((plan) => plan.length > 0)

describe('day plans', () => {
  it.each(PLANS.map((plan) => [plan.join(', '), plan] as const))(
    'leave 45 minutes between phases: %s',
    (_name, plan) => {
      for (const share of SHARES) {
        const hours = plan.map((phase) => arrivalHour(phase, share))
        for (const [index, hour] of hours.slice(1).entries()) expect(hour - (hours[index] ?? 0)).toBeGreaterThan(0.75)
      }
    },
  )

  it.each([...WORKING_DAY.plansWith.keys(), 'weekend' as const])(
    'the share arrived by the hour of a share is that share: %s',
    (phase) => {
      for (const share of SHARES.slice(0, -1))
        expect(arrivedShare(phase, arrivalHour(phase, share))).toBeCloseTo(share, 9)
      expect([arrivedShare(phase, -1), arrivedShare(phase, 25)]).toEqual([0, 1])
    },
  )
})

it('the offices have the whole staff between them', () => {
  expect(OFFICES.reduce((sum, office) => sum + office.staffShare, 0)).toBeCloseTo(1)
})

it.each(OFFICES)('the names of office $code pair up without repetition', ({ names: { given, family } }) => {
  const pairs = Array.from({ length: given.length * family.length }, (_, number) =>
    [given[number % given.length], family[number % family.length]].map((part) => part?.plain).join('.'),
  )
  expect(new Set(pairs).size).toBe(pairs.length)
})
