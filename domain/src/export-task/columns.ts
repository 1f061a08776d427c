import { type FieldName, RECORD_FIELDS } from '../connection-record/fields.js'
import { type ExportFormatName, isMachineFormat } from './export-task.js'

/** Columns of a file for people, in its order (design.md 6). */
export const EXPORT_COLUMNS = [
  'computerName',
  'userName',
  'terminalIp',
  'terminalType',
  'desktopIp',
  'publicIp',
  'startedAt',
  'endedAt',
  'e2eRttMs',
  'failureReason',
  'terminalMac',
  'terminalName',
  'clientVersion',
  'agentVersion',
  'establishedAt',
  'isReconnect',
  'enterpriseProjectId',
  'networkRttMs',
  'sourceIp',
  'sid',
  'transactionId',
] as const satisfies readonly FieldName[]

/** Columns of a file for machines: everything a record can hold, in the order of the API. */
const MACHINE_COLUMNS: readonly FieldName[] = RECORD_FIELDS.map(({ name }) => name)

/** The columns that files of a format can have; without a choice they have all, in this order. */
export function columnsOfFormat(format: ExportFormatName): readonly FieldName[] {
  return isMachineFormat(format) ? MACHINE_COLUMNS : EXPORT_COLUMNS
}
