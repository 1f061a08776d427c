import { existsSync, readFileSync } from 'node:fs'
import { OPERATIONS, type Operation } from '@deskledger/contract'
import { describe, expect, it } from 'vitest'
import type { Shown } from './chapter.js'
import { CHAPTERS } from './chapters.js'
import { pageOf } from './page.js'

const PAGE = '../../../docs/conformance.md'

/** Above it the page is written by hand, below it by this test: `npx vitest run server -u`. */
const MARK = '<!-- Below this line the page is written by server/src/conformance/page.test.ts -->'

const PUBLISHED = Object.entries<Operation>(OPERATIONS).filter(([, { isExtension }]) => !isExtension)

const ROWS: readonly Shown[] = CHAPTERS.flatMap(({ parts, choices, differences = [] }) => [
  ...parts.flatMap(({ facts }) => facts),
  ...choices,
  ...differences,
])

const REFERENCES = ROWS.flatMap((row) => ('test' in row ? [row.test] : []))

/** The text of a file of the repository. */
const read = (file: string): string => readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8')

/** Whether a test has this title: it stands where `it(` or a table of it takes its title. */
function hasTest(source: string, title: string): boolean {
  return ["'", '"', '`'].some((quote) => {
    const before = source.split(`${quote}${title}${quote}`).slice(0, -1)
    return before.some((text) => /(?:\bit\(|[\])]\)\()\s*$/.test(text))
  })
}

describe('the page on conformance', () => {
  it('is docs/conformance.md', async () => {
    const [written = '', ...rest] = readFileSync(new URL(PAGE, import.meta.url), 'utf8').split(MARK)
    expect(rest, 'the mark stands in the page once').toHaveLength(1)
    await expect(`${written}${MARK}\n\n${pageOf(CHAPTERS)}\n`).toMatchFileSnapshot(PAGE)
  })

  it.each(PUBLISHED)('has a chapter on %s, with its request and facts', (id, { method, path }) => {
    const [chapter, ...others] = CHAPTERS.filter(({ subject }) => subject === id)
    expect(others).toEqual([])
    expect(chapter?.request).toBe(`${method} ${path}`)
    expect(chapter?.parts.flatMap(({ facts }) => facts)).not.toEqual([])
  })

  it.each(CHAPTERS)('tells where the checks of $subject stand', ({ checks }) => {
    expect(existsSync(new URL(checks, import.meta.url))).toBe(true)
  })

  it.each(CHAPTERS)('says nothing of $subject twice', ({ parts, choices, differences = [] }) => {
    const told = [
      ...parts.flatMap(({ title, facts }) => facts.map(({ fact }) => `${title}: ${fact}`)),
      ...choices.map(({ silence }) => silence),
      ...differences.map(({ published }) => published),
    ]
    expect(told.filter((text, at) => told.indexOf(text) !== at)).toEqual([])
    expect(told.filter((text) => /[.\n]$/.test(text))).toEqual([])
  })

  it.each(REFERENCES)('points at a test that is there: $title', ({ file, title }) => {
    expect(hasTest(read(file), title)).toBe(true)
  })

  it('would notice a test that is gone or was renamed', () => {
    const source = "describe('a', () => {\n  it('b', () => {})\n  it.each([\n    [1],\n  ])('c', () => {})\n})\n// 'd'"
    expect(['a', 'b', 'c', 'd'].map((title) => hasTest(source, title))).toEqual([false, true, true, false])
  })
})
