import { type EXPORT_COLUMNS, type FieldName, InvalidParameterError, type Language } from '@deskledger/domain'

/** A field that has a column in export files. */
type ExportColumnName = (typeof EXPORT_COLUMNS)[number]

/** What stands in a column's cells. `date`: a local time of the file's zone, which the header names. */
type CellKind = 'text' | 'number' | 'date' | 'yes-no'

/** How a field looks in a file. */
export interface ExportColumn {
  readonly titles: Readonly<Record<Language, string>>
  readonly cell: CellKind
  /** What usual values need, in characters. */
  readonly width: number
}

/** Every column there is; its type keeps it complete. The file's order is that of the request. */
const COLUMNS: Readonly<Record<ExportColumnName, ExportColumn>> = {
  computerName: column('Desktop Name', '桌面名称', 'text', 22),
  userName: column('Connected User', '连接用户', 'text', 32),
  terminalIp: column('Terminal IP Address', '终端IP', 'text', 26),
  terminalType: column('Terminal OS Type', '终端系统类型', 'text', 18),
  desktopIp: column('Desktop IP Address', '桌面IP', 'text', 18),
  publicIp: column('Client Egress IP Address', '客户端出口IP', 'text', 26),
  startedAt: column('Connection Started', '开始连接时间', 'date', 24),
  endedAt: column('Connection Ended', '结束连接时间', 'date', 24),
  e2eRttMs: column('Average Latency (ms)', '平均时延(ms)', 'number', 12),
  failureReason: column('Connection Details', '连接详细描述', 'text', 50),
  terminalMac: column('Terminal MAC Address', '终端MAC地址', 'text', 20),
  terminalName: column('Terminal Name', '终端名称', 'text', 28),
  clientVersion: column('AccessClient Version', 'AccessClient版本', 'text', 18),
  agentVersion: column('AccessAgent Version', 'AccessAgent版本', 'text', 18),
  establishedAt: column('Connection Established', '建立连接时间', 'date', 24),
  isReconnect: column('Reconnection', '是否重连', 'yes-no', 12),
  enterpriseProjectId: column('Enterprise Project', '企业项目', 'text', 38),
  networkRttMs: column('Network Latency (ms)', '网络时延(ms)', 'number', 12),
  sourceIp: column('Source IP Address', '客户端源IP', 'text', 26),
  sid: column('Desktop SID', '桌面SID', 'text', 48),
  transactionId: column('Transaction ID', '事务ID', 'text', 38),
}

/** @throws {InvalidParameterError} export files have no column for this field */
export function columnOf(name: FieldName): ExportColumn {
  const found: ExportColumn | undefined = (COLUMNS as Partial<Record<FieldName, ExportColumn>>)[name]
  if (found === undefined) throw new InvalidParameterError('columns', `cannot hold ${name}: files have no such column`)
  return found
}

function column(english: string, chinese: string, cell: CellKind, width: number): ExportColumn {
  return { titles: { en_US: english, zh_CN: chinese }, cell, width }
}
