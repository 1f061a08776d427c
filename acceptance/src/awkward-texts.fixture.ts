import { readCsv, readXlsx } from './readers.fixture.js'

/** What breaks file writers. Each is the user name of a record, in this order of start, newest first. */
export const TEXTS: readonly string[] = [
  'plain',
  'say "hi", twice',
  'two\r\nlines',
  'line\nfeed and\ttab',
  'carriage\rreturn',
  'a\u0000b\u0001c\u001fd',
  '_x0041_ and _x005F_x0041_',
  '<a href="x">&amp; ]]></a>',
  ' lead and trail ',
  '\u{1f600} \u{10348}',
  '\u202eright to left\u202c عربي',
  '=1+1',
  '+1',
  '-1',
  '@x',
  '\tx',
  '\rx',
  '＝1',
  '＋1',
  '－1',
  '＠x',
  '00123',
  '1e5',
  'TRUE',
  '\u0085 \u2028 \ufeff',
  '张三',
]

/** Beginnings that spreadsheets take for a formula. */
export const FORMULA = /^[=+\-@\t\r＝＋－＠]/

/** How a file of one format is checked for the texts that are its user names. */
interface TextCheck {
  /** As a reader that is not ours finds them, the header left out. */
  readonly read: (bytes: Uint8Array) => Promise<readonly string[]>
  /** What it has to find where this text was delivered. */
  readonly expected: (text: string) => string
  /** Whether a text written as it is must be noticed. */
  readonly needsCare: (text: string) => boolean
}

/** The formats whose syntax a text could break. */
export const TEXT_CHECKS = {
  csv: {
    read: async (bytes) =>
      readCsv(bytes)
        .slice(1)
        .map((row) => row[1] ?? ''),
    expected: (text) => (FORMULA.test(text) ? `'${text}` : text),
    needsCare: (text) => FORMULA.test(text) || /"|,|\r\n/.test(text),
  },
  xlsx: {
    // exceljs leaves `_xHHHH_` as it stands in the file; Excel and LibreOffice undo it.
    read: async (bytes) => {
      const [sheet] = await readXlsx(bytes)
      return (sheet?.cells.slice(1) ?? []).map((row) => undone(String(row[1])))
    },
    expected: (text) => text,
    needsCare: (text) => /[&<]|_x/.test(text) || [...text].some(isReplaced),
  },
  ndjson: {
    read: async (bytes) =>
      Buffer.from(bytes)
        .toString()
        .trimEnd()
        .split('\n')
        .map((line) => String(JSON.parse(line).user_name)),
    expected: (text) => text,
    needsCare: (text) => /["\\]/.test(text) || [...text].some((character) => character < ' '),
  },
} satisfies Record<string, TextCheck>

/** What XML cannot hold but as a replacement. */
export function isReplaced(character: string): boolean {
  return character < ' ' && !'\t\n'.includes(character)
}

/** Undoes `_xHHHH_` (ECMA-376, ST_Xstring). */
function undone(text: string): string {
  return text.replace(/_x([0-9A-F]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}

/** NDJSON of a record for each text, a second apart. */
export function linesOf(newest: number, more: object = {}): string {
  const lines = TEXTS.map((user_name, place) => ({
    transaction_id: `t${place}`,
    connection_start_time: startOf(newest, place).toISOString(),
    user_name,
    ...(place === 0 && more),
  }))
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('')
}

/** When the record of the text at this place started. */
export function startOf(newest: number, place: number): Date {
  return new Date(newest - place * 1000)
}
