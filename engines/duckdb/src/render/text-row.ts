import type { Alterations } from '@deskledger/domain'

/**
 * How one row of text is written. Care is decided once per row: most rows hold nothing that the syntax objects to and are
 * written plainly, the others cell by cell. SQL throughout; `texts` is all text of the row as one, `n` its number.
 */
export interface TextRow {
  /** What has to hold of a row that is treated with care; it may hold of others, too. */
  readonly needsCare: string
  readonly plain: string
  readonly careful: string
  /** Number of the row's cells or characters that are altered, asked of rows with care only. */
  readonly alterations: Readonly<Record<keyof Alterations, string>>
  /** Whether rows have numbers. */
  readonly isNumbered: boolean
}

/** What may be altered about values, as the statement tells it; the domain's `Alterations` says what each is. */
export const ALTERATIONS = [
  'cutCells',
  'replacedCharacters',
  'guardedCells',
] as const satisfies readonly (keyof Alterations)[]

/** Nothing is altered. */
export const NO_ALTERATIONS: TextRow['alterations'] = { cutCells: '0', replacedCharacters: '0', guardedCells: '0' }

/** SQL for a sum over the text columns of what `count` counts in each. */
export function sumOver(columns: readonly string[], count: (column: string) => string): string {
  return columns.length === 0 ? '0' : columns.map((column) => `coalesce(${count(column)}, 0)`).join(' + ')
}
