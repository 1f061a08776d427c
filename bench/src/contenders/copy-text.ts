import type { PeerValue } from './peer-columns.js'

const PIECE_CHARACTERS = 2 ** 16

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

/** Rows in the text format of PostgreSQL's COPY, in pieces that end at a row's end. */
export function* copyText(rows: Iterable<readonly PeerValue[]>): Generator<string> {
  let piece = ''
  for (const row of rows) {
    piece += `${row.map(copyField).join('\t')}\n`
    if (piece.length < PIECE_CHARACTERS) continue
    yield piece
    piece = ''
  }
  yield piece
}

function copyField(value: PeerValue): string {
  if (value === null) return '\\N'
  return String(value).replace(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? character)
}
