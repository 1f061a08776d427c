import { EXPORT_KINDS, EXPORT_LIST, type PeerKind, type PeerValue } from './peer-columns.js'

const PIECE_CHARACTERS = 2 ** 16

const HEADER = EXPORT_LIST.replaceAll('"', '').replaceAll(', ', ',')

/** Rows of SQLite as a CSV file with the columns of an export, in pieces. */
export function* csvText(rows: Iterable<readonly PeerValue[]>): Generator<string> {
  let piece = `${HEADER}\n`
  for (const row of rows) {
    piece += `${row.map((value, column) => cell(value, EXPORT_KINDS[column])).join(',')}\n`
    if (piece.length < PIECE_CHARACTERS) continue
    yield piece
    piece = ''
  }
  yield piece
}

/** A value as a cell of CSV, as the other contenders write it. */
function cell(value: PeerValue, kind: PeerKind | undefined): string {
  if (value === null) return ''
  if (kind === 'instant') return new Date(Number(value)).toISOString().slice(0, -1).replace('T', ' ')
  if (kind === 'boolean') return value === 0 ? 'false' : 'true'
  const text = String(value)
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
