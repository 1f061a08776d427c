import { readdir, readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { dataSetOf } from './data-set.js'
import { thisMachine } from './machine.js'
import type { Row } from './measure.js'
import { filledPage, type NamedReport } from './performance-page.js'
import type { Report } from './report.js'
import { FULL, QUICK } from './scales.js'

const machine = await thisMachine()

function reportOf(name: string, scale: Report['scale'], rows: readonly Row[], date = name.slice(0, 10)): NamedReport {
  const answers = [{ dataSet: dataSetOf(1_000_000), rows, notes: ['As it is.'] }]
  const questions = [{ name: 'speed', text: 'How fast?', answers }]
  return { name, report: { date, scale, machine, leftOut: [], questions } }
}

const row = (contender: string, ms: number, ratio?: number): Row => {
  const spreadOf = (value: number) => ({ median: value, min: value, max: value })
  const ratios = ratio === undefined ? {} : { 'times raw': spreadOf(ratio) }
  return { case: 'small', contender, measures: { ms: spreadOf(ms), ...ratios } }
}

const PAGE = 'Before.\n<!-- results of speed: ms, times raw -->\nold\n<!-- end of results -->\nAfter.\n'

describe('a page', () => {
  it('is filled from the latest report at full scale, a column for each contender', () => {
    const page = filledPage(PAGE, [
      reportOf('2026-01-01-full', FULL, [row('ours', 1)]),
      reportOf('2026-01-02-full', FULL, [row('ours', 6, 2), row('raw', 3)]),
      reportOf('2026-01-03-quick', QUICK, [row('ours', 9)]),
    ])
    expect(page).toBe(
      [
        'Before.\n<!-- results of speed: ms, times raw -->\n\n1,000,000 records; ms / times raw:\n\n',
        '|       |  ours | raw |\n| ----- | ----: | --: |\n| small | 6 / 2 |   3 |\n\nAs it is.\n\n',
        `From [2026-01-02-full](../bench/results/2026-01-02-full.md): ${machine.cpu}, ${machine.cores} cores.\n\n`,
        '<!-- end of results -->\nAfter.\n',
      ].join(''),
    )
  })

  it('of two reports of one day is filled from the later one', () => {
    const page = filledPage(PAGE, [
      reportOf('2026-01-01-full-b', FULL, [row('ours', 1)], '2026-01-01T09:00Z'),
      reportOf('2026-01-01-full-a', FULL, [row('ours', 2)], '2026-01-01T10:00Z'),
    ])
    expect(page).toContain('From [2026-01-01-full-a]')
  })

  it('has a column for each measure where there is one contender', () => {
    const page = filledPage(PAGE, [reportOf('2026-01-01-full', FULL, [row('ours', 6, 2)])])
    expect(page).toContain('|       |  ms | times raw |\n| ----- | --: | --------: |\n| small |   6 |         2 |\n')
  })

  it('says what was not measured, and once filled it stays as it is', () => {
    const page = filledPage(PAGE, [])
    expect(page).toContain('-->\n\nNot measured at full scale yet.\n\n<!--')
    expect(filledPage(page, [])).toBe(page)
  })
})

/** `npx vitest run bench -u` fills it anew. */
it('docs/performance.md holds the figures of the results that are kept', async () => {
  const results = new URL('../results/', import.meta.url)
  const names = (await readdir(results).catch(() => [])).filter((name) => name.endsWith('.json'))
  const reports = await Promise.all(
    names.map(async (name): Promise<NamedReport> => {
      const report = JSON.parse(await readFile(new URL(name, results), 'utf8')) as Report
      return { name: name.replace('.json', ''), report }
    }),
  )
  const page = await readFile(new URL('../../docs/performance.md', import.meta.url), 'utf8')
  await expect(filledPage(page, reports)).toMatchFileSnapshot('../../docs/performance.md')
})
