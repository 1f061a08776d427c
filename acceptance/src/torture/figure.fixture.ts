import { appendFileSync } from 'node:fs'

/** What a suite found, as its last line; `TORTURE_FIGURES` names a file that gathers them. */
export function tellFigure(figure: string): void {
  console.log(figure)
  const path = process.env['TORTURE_FIGURES']
  if (path !== undefined) appendFileSync(path, `${new Date().toISOString()} ${figure}\n`)
}
