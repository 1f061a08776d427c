import type { Row } from './measure.js'
import { type Report, readable } from './report.js'

/** A report and the name of its files in `results/`, which begins with its date. */
export interface NamedReport {
  readonly name: string
  readonly report: Report
}

/** `<!-- results of QUESTION: MEASURE, … -->` up to `<!-- end of results -->`. */
const BLOCK = /(<!-- results of (\w+): (.+?) -->\n).*?(<!-- end of results -->)/gs

const NOT_MEASURED = 'Not measured at full scale yet.'

/**
 * A page for people with its blocks filled from the latest report at full scale that answers their question, so that no
 * figure is written by hand. A cell holds the medians of the block's measures; a contender that lacks one leaves it out.
 */
export function filledPage(page: string, reports: readonly NamedReport[]): string {
  const latestFirst = reports
    .filter(({ report }) => report.scale.name !== 'quick')
    .toSorted((a, b) => (`${a.report.date} ${a.name}` < `${b.report.date} ${b.name}` ? 1 : -1))
  return page.replace(BLOCK, (_block, begin: string, question: string, measures: string, end: string) => {
    const filled = latestFirst
      .map((one) => section(one, question, measures.split(', ')))
      .find((text) => text !== undefined)
    return `${begin}\n${filled ?? NOT_MEASURED}\n\n${end}`
  })
}

function section({ name, report }: NamedReport, question: string, measures: readonly string[]): string | undefined {
  const found = report.questions.find((one) => one.name === question)
  if (found === undefined) return undefined
  const { cpu, cores } = report.machine
  return [
    ...found.answers.flatMap(({ dataSet, rows, notes = [] }) => [
      `${dataSet.records.toLocaleString('en')} records; ${measures.join(' / ')}:`,
      table(rows, measures),
      ...notes,
    ]),
    `From [${name}](../bench/results/${name}.md): ${cpu}, ${cores} cores.`,
  ].join('\n\n')
}

/** A column for each contender, or where there is only one, for each measure. */
function table(rows: readonly Row[], measures: readonly string[]): string {
  const cases = [...new Set(rows.map((row) => row.case))]
  const contenders = [...new Set(rows.map((row) => row.contender))]
  const told = (name: string, contender: string, measure: string): string[] => {
    const row = rows.find((one) => one.case === name && one.contender === contender)
    const spread = row?.measures[measure]
    return spread === undefined ? [] : [readable(spread.median)]
  }
  const [only, ...others] = contenders
  const isAlone = only !== undefined && others.length === 0
  const columns = isAlone ? measures : contenders
  const cell = (name: string, column: string): string =>
    (isAlone ? told(name, only, column) : measures.flatMap((measure) => told(name, column, measure))).join(' / ')
  return aligned([['', ...columns], ...cases.map((name) => [name, ...columns.map((column) => cell(name, column))])])
}

const RULE_CHARACTERS = 3

/** The first line is the head, the first column text, the others numbers; as the formatter of this repository has it. */
function aligned(lines: readonly (readonly string[])[]): string {
  const widths = (lines[0] ?? []).map((_, column) =>
    Math.max(RULE_CHARACTERS, ...lines.map((line) => (line[column] ?? '').length)),
  )
  const rule = widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`))
  const padded = lines.map((line) =>
    line.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))),
  )
  return padded
    .toSpliced(1, 0, rule)
    .map((line) => `| ${line.join(' | ')} |`)
    .join('\n')
}
