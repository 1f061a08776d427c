import type { FieldName } from '../connection-record/fields.js'

/** Columns of an export file, in its order (design.md 6). */
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
