import type { Alterations } from '@deskledger/domain'

/**
 * How one row of text is written. Care is decided once per row: most rows hold nothing that the syntax objects to and are
 * written plainly; of the others each text is made safe first. SQL throughout; `number` is the row's number as text:
 * turning it into text for every cell took a tenth of the time of the row.
 */
export interface TextRow {
  /** The columns that hold text. */
  readonly texts: readonly string[]
  /** What has to hold of a row that is treated with care; it may hold of others, too. `texts` is all its text as one. */
  readonly needsCare: string
  /** Stands before and after each text in `texts`. */
  readonly mark: string
  /** The row, given SQL for the text of a column, which is `safe` or needs no care. */
  row(text: (column: string) => string, isSafe: boolean): string
  /** A text `t`, made safe. It stands in the statement once: planning it for every column took longer than the rows. */
  readonly safe: string
  /** How often a text `t` is altered by that. */
  readonly alterations: Readonly<Partial<Record<keyof Alterations, string>>>
  /** Whether rows have numbers. */
  readonly isNumbered: boolean
}

/** What may be altered about values, as the statement tells it; the domain's `Alterations` says what each is. */
export const ALTERATIONS = [
  'cutCells',
  'replacedCharacters',
  'guardedCells',
] as const satisfies readonly (keyof Alterations)[]
