import { generateLines } from '@deskledger/sample-data'
import { describe, expect, it } from 'vitest'
import { connectionEvents } from './connection-events.js'
import { dataSetOf } from './data-set.js'

interface Line {
  readonly transaction_id: string
  readonly connection_start_time: string
  readonly connection_end_time?: string
}

const wholeLines = [...generateLines(dataSetOf(500))]
const events = [...connectionEvents(wholeLines)]

describe('connection events', () => {
  it('tell each record twice: its start first, in the end the whole line', () => {
    const told = new Map<string, string[]>()
    for (const event of events) {
      const { transaction_id: id } = JSON.parse(event) as Line
      told.set(id, [...(told.get(id) ?? []), event])
    }
    for (const whole of wholeLines) {
      const { transaction_id: id } = JSON.parse(whole) as Line
      expect(told.get(id)).toHaveLength(2)
      expect(told.get(id)?.[0]).not.toMatch(/connection_(setup|end)_time|failure_reason|_rtt/)
      expect(told.get(id)?.[1]).toBe(whole)
    }
    expect(told.size).toBe(500)
  })

  it('come in the order of delivery', () => {
    const seen = new Set<string>()
    const deliveredMs = events.map((event) => {
      const line = JSON.parse(event) as Line
      const isEnd = seen.has(line.transaction_id)
      seen.add(line.transaction_id)
      const startMs = Date.parse(line.connection_start_time)
      if (!isEnd) return startMs
      return line.connection_end_time === undefined ? startMs + 1000 : Date.parse(line.connection_end_time)
    })
    expect(deliveredMs).toEqual(deliveredMs.toSorted((a, b) => a - b))
  })
})
