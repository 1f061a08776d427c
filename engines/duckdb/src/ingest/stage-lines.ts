import { MAX_INTEGER, MAX_TRANSACTION_ID_LENGTH } from '@deskledger/domain'
import type { Session } from '../database.js'
import { quote } from '../quote.js'
import { RECORD_COLUMNS, type RecordColumn } from '../record-columns.js'

/** What one JSON token must look like to be taken without a closer look; a subset of what `parseLine` takes. */
const INSTANT_TOKEN =
  '"[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]{1,6})?(Z|[+-](0[0-9]|1[0-3]):[0-5][0-9])"'
const INTEGER_TOKEN = '0|[1-9][0-9]{0,9}'

/** Longest line that JSON readers take; the edge has refused longer ones. */
const MAX_LINE_BYTES = 2 ** 21

const REVISION = { column: 'revision', kind: 'integer', wire: 'revision' } as const
type Staged = Pick<RecordColumn, 'column' | 'kind' | 'wire'>
const STAGED: readonly Staged[] = [...RECORD_COLUMNS, REVISION]

/**
 * Reads the lines of a file into the temporary table `staged`, without row data passing through JavaScript: every value is
 * looked at as the JSON token it was, because casts are kind (`1.5` becomes 2, a number becomes text, an
 * offset is dropped). Lines that are not plainly right are left out; `parseLine` decides on them.
 * @returns the places, from 0, of the lines left out
 */
export async function stageLines(session: Session, path: string): Promise<readonly number[]> {
  // Rows of both tables are numbered in the order of the file. Reading it twice is cheaper than taking objects apart.
  await session.run(
    `CREATE OR REPLACE TEMP TABLE key_count AS SELECT len(json_keys(json)) AS keys, ${IS_STRICT} AS is_strict
     FROM read_ndjson_objects(${quote(path)}, ${READER})`,
  )
  await session.run(`CREATE OR REPLACE TEMP TABLE token AS ${tokensOf(path)}`).catch((error: unknown) => {
    // Lines that are JSON only together make this reader give up, whatever its options; then each is looked at by itself.
    if (!/Malformed JSON/.test(String(error))) throw error
    return session.run(`CREATE OR REPLACE TEMP TABLE token AS ${NO_TOKENS}`)
  })
  await session.run(`CREATE OR REPLACE TEMP TABLE staged AS SELECT ${VALUES}
    FROM token JOIN key_count ON key_count.rowid = token.rowid`)
  const leftOut = await session.all('DELETE FROM staged WHERE is_plain IS NOT TRUE RETURNING place')
  await session.run('DROP TABLE key_count; DROP TABLE token')
  return leftOut.map((row) => row['place'] as number).sort((a, b) => a - b)
}

/** The engine's reader lets a comma pass behind the last member. */
const IS_STRICT = `NOT regexp_matches(json, ',\\s*\\}\\s*$')`

function tokensOf(path: string): string {
  return `SELECT * FROM read_json(${quote(path)}, format = 'newline_delimited', columns = ${TOKEN_COLUMNS}, ${READER})`
}

const NO_TOKENS = `SELECT ${STAGED.map(({ wire }) => `NULL::JSON AS "${wire}"`).join(', ')} FROM key_count`

/** An unreadable line is a row of nulls. */
const READER = `ignore_errors = true, maximum_object_size = ${MAX_LINE_BYTES}`

/** Every field as its JSON token; null when it is absent or null. */
const TOKEN_COLUMNS = `{${STAGED.map(({ wire }) => `"${wire}": 'JSON'`).join(', ')}}`

/** A string token's text. Most have no escapes, and cutting the quotes off is far cheaper than parsing. */
function textOf(token: string): string {
  return `CASE WHEN contains(${token}, '\\') THEN ${token}->>'$' ELSE ${token}[2:-2] END`
}

/** Milliseconds of an instant token. Casts that know zones are slow, so they are kept for offsets. */
function instantMs(token: string): string {
  return `CASE WHEN ends_with(${token}, 'Z"') THEN epoch_ms(TRY_CAST(${token}[2:-3] AS TIMESTAMP))
    ELSE epoch_ms(TRY_CAST(${token}[2:-2] AS TIMESTAMPTZ)) END`
}

function quoted({ wire }: Staged): string {
  return `"${wire}"`
}

function stagedValue(column: Staged): string {
  const token = quoted(column)
  switch (column.kind) {
    case 'text':
      return textOf(token)
    case 'boolean':
      return `${token}::VARCHAR = 'true'`
    case 'integer':
      return `TRY_CAST(${token}::VARCHAR AS INTEGER)`
    case 'instant':
      return `make_timestamp_ms(${instantMs(token)})`
  }
}

function isPlain(column: Staged): string {
  const token = quoted(column)
  switch (column.kind) {
    case 'text':
      return `(${token} IS NULL OR starts_with(${token}, '"'))`
    case 'boolean':
      return `(${token} IS NULL OR ${token}::VARCHAR IN ('true', 'false'))`
    case 'integer':
      return `(${token} IS NULL OR regexp_full_match(${token}, '${INTEGER_TOKEN}') AND TRY_CAST(${token}::VARCHAR AS BIGINT) <= ${MAX_INTEGER})`
    case 'instant':
      return `(${token} IS NULL OR regexp_full_match(${token}, '${INSTANT_TOKEN}') AND ${instantMs(token)} BETWEEN 0 AND 253402300799999)`
  }
}

/** As many keys as known fields with a value: then no key is unknown, repeated or null. */
const NO_OTHER_KEYS = `keys = ${STAGED.map((column) => `(${quoted(column)} IS NOT NULL)::INTEGER`).join(' + ')}`

const IS_PLAIN = [
  '"transaction_id" IS NOT NULL',
  '"connection_start_time" IS NOT NULL',
  ...STAGED.map(isPlain),
  NO_OTHER_KEYS,
  'is_strict',
  // Shorter in bytes than the limit in characters, quotes and escapes included: certainly short enough.
  `strlen("transaction_id") BETWEEN 3 AND ${MAX_TRANSACTION_ID_LENGTH}`,
].join(' AND ')

/** 0 started, 1 established, 2 ended or failed: the domain's `stageOf`. */
const STAGE = `CASE WHEN "connection_end_time" IS NOT NULL OR "connection_failure_reason" IS NOT NULL THEN 2
  WHEN "connection_setup_time" IS NOT NULL THEN 1 ELSE 0 END`

const VALUES = [
  'token.rowid::INTEGER AS place',
  ...RECORD_COLUMNS.map((column) => `${stagedValue(column)} AS ${column.column}`),
  'NULL::VARCHAR AS public_address',
  `coalesce(${stagedValue(REVISION)}, ${STAGE}) AS revision`,
  '1::INTEGER AS occurrence',
  'false AS may_be_known',
  `${IS_PLAIN} AS is_plain`,
].join(', ')
