import { EXPORT_COLUMNS, RECORD_FIELDS } from '@deskledger/domain'
import { PROJECT_ID } from './data-set.js'

const COLUMNS = EXPORT_COLUMNS.map((name) => RECORD_FIELDS.find((field) => field.name === name)?.wire).join(', ')

/** The statement that copies the columns of an export of all records to a CSV file, newest first. */
export function rawCopy(path: string): string {
  return `COPY (SELECT ${COLUMNS} FROM connection_record WHERE project_id = '${PROJECT_ID}'
    ORDER BY connection_start_time DESC, transaction_id) TO '${path}' (FORMAT csv, HEADER)`
}
