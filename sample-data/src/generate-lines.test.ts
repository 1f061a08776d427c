import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { generateLines } from './generate-lines.js'
import type { GenerateOptions } from './generate-options.js'

const DAY_MS = 86_400_000
const usual: GenerateOptions = { records: 4_000, days: 30, seed: 7, endAt: new Date('2026-03-01T00:00:00Z') }

/** A line as a reader finds it. */
interface Line {
  readonly transaction_id: string
  readonly connection_start_time: string
  readonly connection_setup_time?: string
  readonly connection_end_time?: string
}

function hashOf(options: GenerateOptions): string {
  const hash = createHash('sha256')
  for (const line of generateLines(options)) hash.update(`${line}\n`)
  return hash.digest('hex')
}

function read(options: GenerateOptions): Line[] {
  return Array.from(generateLines(options), (line) => JSON.parse(line) as Line)
}

describe('generated lines', () => {
  it.each<[string, Partial<GenerateOptions>]>([
    ['no record', { records: 0 }],
    ['one record', { records: 1 }],
    ['one record in a day', { records: 1, days: 1 }],
    ['fewer records than days', { records: 100, days: 365 }],
    ['twenty thousand', { records: 20_000 }],
    ['one day', { days: 1 }],
    ['a year', { days: 365 }],
    ['ten years', { records: 500, days: 3_660 }],
    ['seed 0', { seed: 0 }],
    ['a negative seed', { seed: -1 }],
    ['a weekend', { days: 2, endAt: new Date('2026-03-02T00:00:00Z') }],
    ['an end within a morning', { endAt: new Date('2026-02-24T08:41:17.531Z') }],
    ['a crowded minute before the end', { days: 1, endAt: new Date('2026-02-24T00:50:00.001Z') }],
  ])('%s: as many as asked, in order of time, within the range, each once', (_case, changes) => {
    const options = { ...usual, ...changes }
    const { records, days, endAt } = options
    const lines = read(options)
    const starts = lines.map((line) => line.connection_start_time)
    const [first = endAt.toISOString()] = starts
    expect(lines).toHaveLength(records)
    expect(starts).toEqual(starts.toSorted())
    expect(Date.parse(first)).toBeGreaterThanOrEqual(endAt.getTime() - days * DAY_MS)
    expect(starts.filter((start) => Date.parse(start) >= endAt.getTime())).toEqual([])
    expect(new Set(lines.map((line) => line.transaction_id)).size).toBe(records)
  })

  it('are as many as asked, in order and within the range, whatever is asked', () => {
    const endAt = fc.date({ min: new Date('2001-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
    const options = fc.record({
      records: fc.nat(300),
      days: fc.integer({ min: 1, max: 20 }),
      seed: fc.maxSafeInteger(),
      endAt,
    })
    fc.assert(
      fc.property(options, (asked) => {
        const starts = read(asked).map((line) => Date.parse(line.connection_start_time))
        const isInRange = (ms: number): boolean =>
          ms >= asked.endAt.getTime() - asked.days * DAY_MS && ms < asked.endAt.getTime()
        expect(starts).toHaveLength(asked.records)
        expect(starts).toEqual(starts.toSorted((a, b) => a - b))
        expect(starts.every(isInRange)).toBe(true)
      }),
      { numRuns: 30 },
    )
  })

  it('are the same bytes for the same options', () => {
    expect(hashOf(usual)).toBe(hashOf({ ...usual, endAt: new Date(usual.endAt) }))
  })

  it.each<[string, Partial<GenerateOptions>]>([
    ['seed', { seed: 8 }],
    ['far away seed', { seed: 7 + 2 ** 32 }],
    ['number of records', { records: 1_999 }],
    ['number of days', { days: 29 }],
    ['end', { endAt: new Date('2026-03-01T00:00:00.001Z') }],
  ])('are other bytes for another %s', (_case, changes) => {
    const small = { ...usual, records: 2_000 }
    expect(hashOf({ ...small, ...changes })).not.toBe(hashOf(small))
  })

  it('are what JSON.stringify writes, although written by hand', () => {
    for (const line of generateLines(usual)) expect(JSON.stringify(JSON.parse(line))).toBe(line)
  })

  it('stay the bytes of this version, whatever the machine and the version of Node', () => {
    expect(hashOf({ ...usual, records: 1_000 })).toBe(
      '087ea8758c469459424a963a2f13c96862337c9dd0e02ea6ae4b88e1e1d22921',
    )
  })

  it('come as they are asked for, however many there will be', () => {
    const lines = generateLines({ ...usual, records: 1_000_000_000 })
    expect(lines.next().done).toBe(false)
    lines.return(undefined)
  })

  it.each<[string, Partial<GenerateOptions>]>([
    ['records', { records: -1 }],
    ['records', { records: 1.5 }],
    ['days', { days: 0 }],
    ['days', { days: 3_661 }],
    ['seed', { seed: Number.NaN }],
    ['endAt', { endAt: new Date('never') }],
  ])('are refused at once when %s makes no sense: %o', (name, changes) => {
    expect(() => generateLines({ ...usual, ...changes })).toThrow(new RegExp(`^${name} must be`))
  })
})
