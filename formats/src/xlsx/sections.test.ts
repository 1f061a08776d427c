import type { RenderedRows } from '@deskledger/domain'
import { describe, expect, it } from 'vitest'
import { streamOf } from '../fixtures/collect.fixture.js'
import { sectionsOf } from './sections.js'

function rows(section: number, rowCount: number): RenderedRows {
  return { section, rowCount, bytes: streamOf<Uint8Array>([]) }
}

async function countsBySection(source: AsyncIterable<RenderedRows>): Promise<number[][]> {
  const sections: number[][] = []
  for await (const section of sectionsOf(source)) {
    const counts: number[] = []
    for await (const { rowCount } of section) counts.push(rowCount)
    sections.push(counts)
  }
  return sections
}

describe('sections', () => {
  it.each([
    ['no rows are one empty section', [], [[]]],
    ['one group is one section', [rows(0, 3)], [[3]]],
    [
      'groups stay with their section',
      [rows(0, 1), rows(0, 2), rows(1, 3), rows(2, 4), rows(2, 5)],
      [[1, 2], [3], [4, 5]],
    ],
  ])('%s', async (_fact, source, expected) => {
    expect(await countsBySection(streamOf(source))).toEqual(expected)
  })
})
