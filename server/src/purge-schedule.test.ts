import type { AuditEvent, PurgeOutcome } from '@deskledger/domain'
import { describe, expect, it } from 'vitest'
import { PurgeSchedule } from './purge-schedule.js'

const OUTCOME: PurgeOutcome = { deletedCount: 5, heldCount: 2 }

function scheduled({ retentionDays = 30, canRecord = true } = {}) {
  const limits: Date[] = []
  const events: AuditEvent[] = []
  const time = { now: new Date('2026-11-26T10:00:00.000Z') }
  const schedule = new PurgeSchedule({
    records: {
      purge: async (limit) => {
        limits.push(limit)
        return OUTCOME
      },
      lastPurge: async () => {
        const limit = limits.at(-1)
        return limit && { limit, endedAt: time.now }
      },
    },
    audit: {
      ready: async () => {
        if (!canRecord) throw new Error('the audit log is not written')
      },
      append: async (event) => {
        events.push(event)
        return { ...event, sequence: 1, previous: '', hash: '', erased: [] }
      },
    },
    clock: () => time.now,
    logger: { info: () => {}, error: () => {} },
    retentionDays,
  })
  return { schedule, limits, events, time }
}

describe('the schedule of purges', () => {
  it('purges once in each day of UTC, however often it looks', async () => {
    const { schedule, limits, time } = scheduled()
    await schedule.runWhenDue()
    time.now = new Date('2026-11-26T23:59:59.999Z')
    await schedule.runWhenDue()
    time.now = new Date('2026-11-27T00:00:00.000Z')
    await schedule.runWhenDue()
    expect(limits).toEqual([new Date('2026-10-27T00:00:00.000Z'), new Date('2026-10-28T00:00:00.000Z')])
  })

  it('is an entry of the audit log', async () => {
    const { schedule, events } = scheduled()
    await schedule.runWhenDue()
    expect(events).toMatchObject([
      {
        operation: 'RecordsPurged',
        actor: { kind: 'server' },
        target: { started_before: '2026-10-27T00:00:00.000Z', deleted_count: '5', held_count: '2' },
      },
    ])
  })

  it('removes nothing that could not be recorded, and tries again', async () => {
    const { schedule, limits } = scheduled({ canRecord: false })
    await schedule.runWhenDue()
    expect(limits).toEqual([])
  })

  it('removes nothing when records are kept', async () => {
    const { schedule, limits } = scheduled({ retentionDays: 0 })
    await schedule.runWhenDue()
    expect(limits).toEqual([])
  })

  it('removes nothing after it was stopped', async () => {
    const { schedule, limits } = scheduled()
    await schedule.stop()
    schedule.start()
    await schedule.stop()
    expect(limits.length).toBeLessThanOrEqual(1)
  })
})
