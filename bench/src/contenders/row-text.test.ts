import { describe, expect, it } from 'vitest'
import { copyText } from './copy-text.js'
import { EXPORT_KINDS, type PeerValue } from './peer-columns.js'
import { csvText } from './sqlite-csv.js'

describe('rows for COPY', () => {
  it.each([
    [['a', null, 7, true], 'a\t\\N\t7\ttrue\n'],
    [['tab\there', 'line\r\nfeed', 'back\\slash'], 'tab\\there\tline\\r\\nfeed\tback\\\\slash\n'],
  ])('%j is written so that COPY reads it back', (row, text) => {
    expect([...copyText([row])].join('')).toBe(text)
  })

  it('come in pieces that end at a row’s end and lose nothing', () => {
    const rows = Array.from({ length: 10_000 }, (_, number) => [`row ${number}`, 'x'.repeat(20)])
    const pieces = [...copyText(rows)]
    expect(pieces.length).toBeGreaterThan(1)
    expect(pieces.every((piece) => piece === '' || piece.endsWith('\n'))).toBe(true)
    expect(pieces.join('').split('\n')).toHaveLength(10_001)
  })
})

it('rows of SQLite become CSV with a header, as the other contenders write it', () => {
  const values: Readonly<Record<(typeof EXPORT_KINDS)[number], PeerValue>> = {
    text: 'say "hi", twice',
    instant: Date.UTC(2026, 0, 2, 3, 4, 5, 6),
    integer: 0,
    boolean: 1,
  }
  const [header, row, end] = [...csvText([EXPORT_KINDS.map((kind) => values[kind])])].join('').split('\n')
  expect(header).toMatch(/^computer_name,user_name,.*,transaction_id$/)
  const cells = { text: '"say ""hi"", twice"', instant: '2026-01-02 03:04:05.006', integer: '0', boolean: 'true' }
  expect(row).toBe(EXPORT_KINDS.map((kind) => cells[kind]).join(','))
  expect(end).toBe('')
})
