/** A column of a table: its heading and the text of a row in it. */
export interface Column<Row> {
  readonly heading: string
  readonly text: (row: Row) => string | undefined
}

/** Rows as lines of text, columns aligned and two spaces apart; `-` stands for what is not known. */
export function drawTable<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const cells = rows.map((row) => columns.map(({ text }) => oneLine(text(row) ?? '') || '-'))
  const lines = [columns.map(({ heading }) => heading), ...cells]
  const widths = columns.map((_, at) => Math.max(...lines.map((line) => width(line[at] ?? ''))))
  return lines.map((line) => `${alignLine(line, widths)}\n`).join('')
}

/** Names and their values, one pair a line. */
export function drawPairs(pairs: readonly (readonly [name: string, text: string])[]): string {
  const lines = pairs.map(([name, text]) => [oneLine(name), oneLine(text) || '-'])
  const nameWidth = Math.max(0, ...lines.map(([name = '']) => width(name)))
  return lines.map((line) => `${alignLine(line, [nameWidth])}\n`).join('')
}

function alignLine(line: readonly string[], widths: readonly number[]): string {
  return line
    .map((cell, at) => cell + ' '.repeat(Math.max(0, (widths[at] ?? 0) - width(cell))))
    .join('  ')
    .trimEnd()
}

/** Control characters in delivered text must not steer the terminal. */
function oneLine(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, ' ')
}

/** Columns on a terminal: East Asian wide characters take two. */
function width(text: string): number {
  return [...text].reduce((sum, character) => sum + (isWide(character) ? 2 : 1), 0)
}

function isWide(character: string): boolean {
  return /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u.test(
    character,
  )
}
