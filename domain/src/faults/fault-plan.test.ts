import { describe, expect, it } from 'vitest'
import { type Fault, isExportFault } from './fault.js'
import { FaultPlan, MAX_PLANNED_FAULTS } from './fault-plan.js'

const HOLD: Fault = { kind: 'hold-export', seconds: 3 }
const CUT: Fault = { kind: 'cut-download', bytes: 10 }
const isCut = (fault: Fault): fault is Extract<Fault, { kind: 'cut-download' }> => fault.kind === 'cut-download'

describe('failures on demand', () => {
  it('strike in their order, as often as they are to, and each only what it fits', () => {
    const plan = new FaultPlan()
    plan.add('p', { fault: HOLD, times: 2 })
    plan.add('p', { fault: CUT, times: 1 })
    plan.add('p', { fault: { kind: 'expire-export' }, times: 1 })
    expect(plan.strike('p', isExportFault)).toEqual(HOLD)
    expect(plan.strike('p', isCut)).toEqual(CUT)
    expect(plan.strike('p', isCut)).toBeUndefined()
    expect(plan.strike('p', isExportFault)).toEqual(HOLD)
    expect(plan.list('p')).toEqual([{ fault: { kind: 'expire-export' }, times: 1 }])
    expect(plan.strike('p', isExportFault)).toEqual({ kind: 'expire-export' })
    expect(plan.list('p')).toEqual([])
  })

  it('concern their project only, until they are cleared', () => {
    const plan = new FaultPlan()
    plan.add('p', { fault: HOLD, times: 1 })
    expect(plan.strike('q', isExportFault)).toBeUndefined()
    plan.clear('q')
    expect(plan.list('p')).toHaveLength(1)
    plan.clear('p')
    expect(plan.strike('p', isExportFault)).toBeUndefined()
  })

  it('are so many at most', () => {
    const plan = new FaultPlan()
    for (let at = 0; at < MAX_PLANNED_FAULTS; at += 1) plan.add('p', { fault: CUT, times: 1 })
    expect(() => plan.add('p', { fault: CUT, times: 1 })).toThrow('clear them first')
    plan.add('q', { fault: CUT, times: 1 })
  })
})
