import { MERGED_COLUMNS } from '../record-columns.js'
import { KEY_VALUES, RECORD_KEYS } from '../record-keys.js'

/** What a matched row gets; the rest of it never changes. */
export const MERGE_RESULTS = [
  ...MERGED_COLUMNS.map(({ column }) => column),
  'public_address',
  'revision',
  'field_revisions',
  ...RECORD_KEYS.map(({ column }) => column),
] as const

/**
 * SQL that puts each line which may be known beside the record it meets, into the temporary table `met`: the record's row
 * (`target`, null when there is none), the field in conflict if any, whether a fact changes, and the merged values.
 *
 * For each field the value of the highest revision wins, a missing one never erases, and the same revision with
 * another value is a conflict. Each layer names what the next one needs several times: planning such a wide
 * statement costs more than running it. What the line tells is `n_…`, what the record holds `o_…`;
 * in `field_revisions`, -1 stands for a field that the record does not know.
 * @param window condition on the start time, so that only row groups around the lines are searched
 */
export function matchKnown(window: string, occurrence: number): string {
  return `CREATE OR REPLACE TEMP TABLE met AS
    WITH record AS (
      SELECT rowid AS target, transaction_id, connection_start_time AS o_start, revision AS o_revision,
        CAST(string_split(field_revisions, ',') AS INTEGER[]) AS o_told, public_address AS o_address, ${each(({ column }) => `${column} AS o_${column}`)}
      FROM connection_record WHERE project_id = $project_id AND ${window}),
    line AS (
      SELECT place, transaction_id, connection_start_time AS n_start, revision AS n_revision, public_address AS n_address,
        ${each(({ column }) => `${column} AS n_${column}`)}
      FROM staged WHERE occurrence = ${occurrence} AND may_be_known),
    pair AS (
      SELECT line.*, record.* EXCLUDE (transaction_id), ${each((_, place) => `coalesce(o_told[${place + 1}], o_revision) AS told_${place}`)}
      FROM line LEFT JOIN record ON record.transaction_id = line.transaction_id),
    judged AS (
      SELECT *, ${each(({ column }, place) => `n_${column} IS NOT NULL AND (o_${column} IS NULL OR n_revision > told_${place}) AS wins_${place}`)}
      FROM pair),
    merged AS (
      SELECT place, transaction_id, target, n_revision,
        CASE WHEN n_start <> o_start THEN 'connection_start_time'
          ${MERGED_COLUMNS.map(({ column }, place) => `WHEN n_${column} <> o_${column} AND n_revision = told_${place} THEN '${column}'`).join(' ')}
        END AS conflict,
        target IS NOT NULL AND (${MERGED_COLUMNS.map(({ column }, place) => `wins_${place} AND n_${column} IS DISTINCT FROM o_${column}`).join(' OR ')}) AS changes,
        ${each(({ column }, place) => `CASE WHEN wins_${place} THEN n_${column} ELSE o_${column} END AS ${column}`)},
        CASE WHEN wins_${PUBLIC_IP} THEN n_address ELSE o_address END AS public_address,
        [${each(({ column }, place) => `CASE WHEN wins_${place} THEN n_revision WHEN o_${column} IS NOT NULL THEN told_${place} END`)}] AS told
      FROM judged)
    SELECT * EXCLUDE (told, n_revision), coalesce(list_max(told), n_revision) AS revision,
      CASE WHEN list_min(told) <> list_max(told) THEN
        array_to_string(list_transform(told, lambda one: coalesce(one, -1)::VARCHAR), ',') END AS field_revisions, ${KEY_VALUES}
    FROM merged`
}

const PUBLIC_IP = MERGED_COLUMNS.findIndex(({ column }) => column === 'public_ip')

function each(toSql: (column: (typeof MERGED_COLUMNS)[number], place: number) => string): string {
  return MERGED_COLUMNS.map(toSql).join(', ')
}
