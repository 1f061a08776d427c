import { expect, it } from 'vitest'
import { dataSetOf } from './data-set.js'
import { thisMachine } from './machine.js'
import { readable, toMarkdown } from './report.js'
import { QUICK } from './scales.js'

it('a page has a line for each row, what must be known of them, and who was left out', async () => {
  const one = { median: 1234.5, min: 1000, max: 2000 }
  const row = (contender: string, measures: Record<string, typeof one>) => ({ case: 'small', contender, measures })
  const page = toMarkdown({
    date: '2026-01-02',
    scale: QUICK,
    machine: await thisMachine({ 'another-database': '1.2.3' }),
    leftOut: ['Other is left out: it did not compile.'],
    questions: [
      {
        name: 'speed',
        text: 'How fast?',
        answers: [
          {
            dataSet: dataSetOf(10),
            rows: [row('ours', { ms: one, 'times raw': { median: 2.5, min: 2.5, max: 2.5 } }), row('raw', { ms: one })],
            notes: ['Small because it is short.'],
          },
        ],
      },
    ],
  })
  expect(page).toContain('another-database 1.2.3')
  expect(page).toContain('\n\nOther is left out: it did not compile.\n\n')
  expect(page).toContain('| case | contender | ms | times raw |')
  expect(page).toContain('| small | ours | 1,235 (1,000 to 2,000) | 2.5 |')
  expect(page).toContain('| small | raw | 1,235 (1,000 to 2,000) |  |')
  expect(page).toContain('\n\nSmall because it is short.\n')
})

it.each([
  [12_345.6, '12,346'],
  [12.34, '12.3'],
  [1.234, '1.23'],
  [0.5, '0.5'],
  [0.004_56, '0.0046'],
  [0, '0'],
  [-40.26, '-40.3'],
])('%d reads %s', (value, text) => {
  expect(readable(value)).toBe(text)
})
