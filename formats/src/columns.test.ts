import { EXPORT_COLUMNS, InvalidParameterError, RECORD_FIELDS } from '@deskledger/domain'
import { describe, expect, it } from 'vitest'
import { columnOf } from './columns.js'

const CELL_OF_KIND = { text: 'text', instant: 'date', integer: 'number', boolean: 'yes-no' } as const

describe('the column table', () => {
  it.each(EXPORT_COLUMNS)('%s has two titles, a width, and the cells of its kind', (name) => {
    const column = columnOf(name)
    const field = RECORD_FIELDS.find((candidate) => candidate.name === name)
    expect(column.cell).toBe(field && CELL_OF_KIND[field.kind])
    expect(column.titles.en_US).toMatch(/^[A-Z][A-Za-z ]+(\(ms\))?$/)
    expect(column.titles.zh_CN).toMatch(/\p{Script=Han}|SID|ID/u)
    expect(column.width).toBeGreaterThan(0)
  })

  it.each(['en_US', 'zh_CN'] as const)('no two titles are the same in %s', (language) => {
    const titles = EXPORT_COLUMNS.map((name) => columnOf(name).titles[language])
    expect(new Set(titles).size).toBe(EXPORT_COLUMNS.length)
  })

  it('a field without a column is refused by name', () => {
    expect(() => columnOf('tenantId')).toThrow(InvalidParameterError)
    expect(() => columnOf('tenantId')).toThrow('columns cannot hold tenantId')
  })
})
