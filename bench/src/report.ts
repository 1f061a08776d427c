import { fingerprintOf } from './data-set.js'
import type { Machine } from './machine.js'
import type { Row, Spread } from './measure.js'
import type { Answer, Question, Scale } from './question.js'

/** Everything one run of the bench found out. */
export interface Report {
  /** When it began, `YYYY-MM-DDTHH:MMZ`. */
  readonly date: string
  readonly scale: Scale
  readonly machine: Machine
  /** Who could not be compared, a sentence each. */
  readonly leftOut: readonly string[]
  readonly questions: readonly (Pick<Question, 'name' | 'text'> & { readonly answers: readonly Answer[] })[]
}

const GIB = 2 ** 30

/** The report as a page: a table for each data set of each question. */
export function toMarkdown({ date, scale, machine, leftOut, questions }: Report): string {
  const gib = (bytes: number): string => `${(bytes / GIB).toFixed(1)} GiB`
  const packages = Object.entries(machine.packages).map(([name, version]) => `${name} ${version}`)
  return [
    `# ${date.replace('T', ' ')}, ${scale.name}`,
    `${machine.cpu}, ${machine.cores} cores, ${gib(machine.memoryBytes)} memory, ${machine.platform}, Node ${machine.node}; engine: ${machine.engineThreads} threads, ${gib(machine.engineMemoryBytes)}; thread pool ${machine.threadPoolSize}.`,
    `${packages.join(', ')}.`,
    `Median (least to most) of ${scale.rounds} rounds; contenders took turns. How to read it: bench/README.md.`,
    ...leftOut,
    ...questions.flatMap(({ name, text, answers }) => [`## ${name}`, text, ...answers.flatMap(answerSection)]),
    '',
  ].join('\n\n')
}

function answerSection({ dataSet, rows, notes = [] }: Answer): string[] {
  const { records, days, seed, endAt } = dataSet
  return [
    `${records.toLocaleString('en')} records, ${days} days to ${endAt.toISOString()}, seed ${seed}, fingerprint ${fingerprintOf(dataSet)}.`,
    table(rows),
    ...notes,
  ]
}

function table(rows: readonly Row[]): string {
  const measures = [...new Set(rows.flatMap((row) => Object.keys(row.measures)))]
  const cells = [
    ['case', 'contender', ...measures],
    ['---', '---', ...measures.map(() => '--:')],
    ...rows.map((row) => [row.case, row.contender, ...measures.map((measure) => cell(row.measures[measure]))]),
  ]
  return cells.map((line) => `| ${line.join(' | ')} |`).join('\n')
}

function cell(spread: Spread | undefined): string {
  if (spread === undefined) return ''
  const { median, min, max } = spread
  return min === max ? readable(median) : `${readable(median)} (${readable(min)} to ${readable(max)})`
}

/** Three digits that matter, or two of what is less than one; whole numbers whole. */
export function readable(value: number): string {
  const size = Math.abs(value)
  if (size < 1) return value.toLocaleString('en', { maximumSignificantDigits: 2 })
  return value.toLocaleString('en', { maximumFractionDigits: size >= 100 ? 0 : size >= 10 ? 1 : 2 })
}
