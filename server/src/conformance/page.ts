import type { Chapter, Choice, Difference, Fact, Part, Shown } from './chapter.js'

/** Everything on docs/conformance.md that comes from the chapters. */
export function pageOf(chapters: readonly Chapter[]): string {
  return [summary(chapters), ...chapters.map(chapterText)].join('\n\n')
}

function summary(chapters: readonly Chapter[]): string {
  const facts = chapters.flatMap(({ parts }) => parts.flatMap((part) => part.facts))
  const choices = chapters.flatMap((chapter) => chapter.choices)
  const differences = chapters.flatMap((chapter) => chapter.differences ?? [])
  const rows: readonly Shown[] = [...facts, ...choices, ...differences]
  const elsewhere = rows.filter((row) => 'test' in row).length
  return (
    `${facts.length} facts, ${choices.length} choices, ${differences.length} differences: ` +
    `${rows.length - elsewhere} shown by checks, ${elsewhere} by other tests.`
  )
}

function chapterText({ subject, checks, request, parts, choices, differences = [] }: Chapter): string {
  const link = `[${checks}](../server/src/conformance/${checks})`
  return [
    `## ${subject}`,
    request === undefined ? `Checks: ${link}` : `\`${request}\`, checks: ${link}`,
    ...parts.map(partText),
    ...section('Where nothing is published', ['left open', 'deskledger', 'because'], choices.map(choiceRow)),
    ...section('Known differences', ['published', 'source', 'here', 'because'], differences.map(differenceRow)),
  ].join('\n\n')
}

function partText({ title, facts }: Part): string {
  return section(title, ['fact', 'source'], facts.map(factRow)).join('\n\n')
}

type Row = readonly string[]

const factRow = (fact: Fact): Row => [fact.fact + testOf(fact), fact.source]

const choiceRow = (choice: Choice): Row => [choice.silence, choice.choice + testOf(choice), choice.because]

const differenceRow = (difference: Difference): Row => [
  difference.published,
  difference.source,
  difference.here + testOf(difference),
  difference.because,
]

/** A link to the test that shows it, unless a check does. */
function testOf(shown: Shown): string {
  return 'test' in shown ? ` ([test](../${shown.test.file}))` : ''
}

/** A heading and a table; nothing when there are no rows. */
function section(title: string, head: Row, rows: readonly Row[]): readonly string[] {
  if (rows.length === 0) return []
  return [`### ${title}`, [head, head.map(() => '---'), ...rows].map(line).join('\n')]
}

function line(cells: Row): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
}
