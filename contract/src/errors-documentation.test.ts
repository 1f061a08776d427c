import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { API_ERRORS } from './errors.js'

const PAGE = '../../docs/errors.md'

/** Above it the page is written by hand, below it by this test: `npx vitest run contract -u`. */
const MARK = '<!-- Below this line the page is written by contract/src/errors-documentation.test.ts -->'

const WIDTH = 120

/** A list item, its further lines indented. */
function item(text: string): string {
  const lines = ['-']
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1)} ${word}`
    if (longer.length <= WIDTH) lines[lines.length - 1] = longer
    else lines.push(`  ${word}`)
  }
  return lines.join('\n')
}

function listOfErrors(): string {
  const errors = Object.values(API_ERRORS).sort((a, b) => a.status - b.status)
  return errors
    .map(({ status, code, iamCode, meaning }) => item(`**${status}** \`${code}\`, \`${iamCode}\`: ${meaning}`))
    .join('\n')
}

it('docs/errors.md lists every failure of the API', async () => {
  const [written = '', ...rest] = readFileSync(new URL(PAGE, import.meta.url), 'utf8').split(MARK)
  expect(rest, 'the mark stands in the page once').toHaveLength(1)
  await expect(`${written}${MARK}\n\n## Every code\n\n${listOfErrors()}\n`).toMatchFileSnapshot(PAGE)
})
