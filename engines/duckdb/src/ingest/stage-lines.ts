import { type IngestBatch, MAX_TRANSACTION_ID_LENGTH } from '@deskledger/domain'
import type { Session } from '../database.js'
import { quote } from '../quote.js'
import { RECORD_COLUMNS, type RecordColumn } from '../record-columns.js'

/** Longest line that JSON readers take; the edge has refused longer ones. */
const MAX_LINE_BYTES = 2 ** 21

/** Last instant of the year 9999. */
const LATEST_MS = 253_402_300_799_999

const REVISION = { column: 'revision', kind: 'integer', wire: 'revision' } as const
type Staged = Pick<RecordColumn, 'column' | 'kind' | 'wire'>
const STAGED: readonly Staged[] = [...RECORD_COLUMNS, REVISION]

/**
 * Reads the lines of a file into the temporary table `staged`, without row data passing through JavaScript. The engine's
 * reader is kind (`1.5` becomes 2, a number becomes text, the first of two equal keys counts), so each line is also
 * looked at as text. Lines that are not plainly right are left out; `parseLine` decides on them.
 * @returns the places, from 0, of the lines left out
 */
export async function stageLines(session: Session, { path, lineCount }: IngestBatch): Promise<readonly number[]> {
  const staged = `CREATE OR REPLACE TEMP TABLE staged AS ${stagedLines(path)}`
  try {
    await session.run(staged)
  } catch (error) {
    // Lines that are JSON only together make the reader give up, whatever its options; then each is looked at by itself.
    if (!/Malformed JSON/.test(String(error))) throw error
    await session.run(`${staged} LIMIT 0`)
    return Array.from({ length: lineCount }, (_, place) => place)
  }
  const leftOut = await session.all('DELETE FROM staged WHERE is_plain IS NOT TRUE RETURNING place')
  return leftOut.map((row) => row['place'] as number).sort((a, b) => a - b)
}

/** An unreadable line is a row of nulls. */
const READER = `ignore_errors = true, maximum_object_size = ${MAX_LINE_BYTES}`

/** Instants are read as text: a typed reader drops their offset. */
const READ_AS = { text: 'VARCHAR', instant: 'VARCHAR', integer: 'INTEGER', boolean: 'BOOLEAN' } as const

/** The file is read twice side by side, as values and as lines. Both readers keep its order and leave no line out. */
function stagedLines(path: string): string {
  const columns = STAGED.map(({ wire, kind }) => `"${wire}": '${READ_AS[kind]}'`).join(', ')
  return `SELECT (row_number() OVER () - 1)::INTEGER AS place, ${FACTS}, NULL::VARCHAR AS public_address,
      coalesce(revision, ${STAGE}) AS revision, 1::INTEGER AS occurrence, false AS may_be_known, ${IS_PLAIN} AS is_plain
    FROM (SELECT json, ${STAGED.map((column) => `${readValue(column)} AS ${column.column}`).join(', ')}
      FROM read_json(${quote(path)}, format = 'newline_delimited', columns = {${columns}}, ${READER})
      POSITIONAL JOIN read_ndjson_objects(${quote(path)}, ${READER}))`
}

const FACTS = RECORD_COLUMNS.map(({ column }) => column).join(', ')

/** Casts that know zones are slow, so they are kept for offsets; they would need none for a text that ends with Z. */
function readValue({ wire, kind }: Staged): string {
  if (kind !== 'instant') return `"${wire}"`
  const read = `CASE WHEN ends_with("${wire}", 'Z') THEN TRY_CAST("${wire}" AS TIMESTAMP)
    ELSE timezone('UTC', TRY_CAST("${wire}" AS TIMESTAMPTZ)) END`
  return `make_timestamp_ms(epoch_ms(${read}))`
}

const SPACE = '[ \\t]*'

/** What a value must look like to be taken without a closer look; a subset of what `parseLine` takes. */
const PLAIN_VALUES = {
  text: String.raw`"(?:[^"\\]|\\.)*"`,
  instant:
    '"[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:[.][0-9]{1,6})?(?:Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9])"',
  integer: '(?:0|[1-9][0-9]{0,9})',
  boolean: '(?:true|false)',
} as const

function plainMembers(kind: Staged['kind']): string {
  const keys = STAGED.filter((column) => column.kind === kind).map(({ wire }) => wire)
  return `"(?:${keys.join('|')})"${SPACE}:${SPACE}${PLAIN_VALUES[kind]}`
}

const PLAIN_MEMBER = `${SPACE}(?:${(['text', 'instant', 'integer', 'boolean'] as const).map(plainMembers).join('|')})${SPACE}`

/** A flat object of known keys, each with a value of its kind. */
const PLAIN_LINE = `${SPACE}[{]${PLAIN_MEMBER}(?:,${PLAIN_MEMBER})*[}]${SPACE}`

/** As many keys as fields with a value: then no key is repeated, and every value could be read. */
const AS_MANY_KEYS = `len(json_keys(json)) = ${STAGED.map(({ column }) => `(${column} IS NOT NULL)::INTEGER`).join(' + ')}`

const IS_PLAIN = [
  'transaction_id IS NOT NULL',
  'connection_start_time IS NOT NULL',
  // Shorter in bytes than the limit in characters: certainly short enough.
  `strlen(transaction_id) BETWEEN 1 AND ${MAX_TRANSACTION_ID_LENGTH}`,
  ...STAGED.filter(({ kind }) => kind === 'instant').map(
    ({ column }) => `(${column} IS NULL OR epoch_ms(${column}) BETWEEN 0 AND ${LATEST_MS})`,
  ),
  AS_MANY_KEYS,
  `regexp_full_match(json, ${quote(PLAIN_LINE)})`,
].join(' AND ')

/** 0 started, 1 established, 2 ended or failed: the domain's `stageOf`. */
const STAGE = `CASE WHEN connection_end_time IS NOT NULL OR connection_failure_reason IS NOT NULL THEN 2
  WHEN connection_setup_time IS NOT NULL THEN 1 ELSE 0 END`
