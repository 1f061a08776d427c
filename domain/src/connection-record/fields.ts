/**
 * The facts a connection record may hold: our name, the API's own name, and the kind of value.
 * Everything that walks over fields (validation, tables, merging, files) walks over this list.
 * Source: spec/api.md 2 (Record), and `domain`, which design.md 4 adds for ingest and machine formats.
 */
export const RECORD_FIELDS = [
  { name: 'transactionId', wire: 'transaction_id', kind: 'text' },
  { name: 'tenantId', wire: 'tenantId', kind: 'text' },
  { name: 'sid', wire: 'sid', kind: 'text' },
  { name: 'computerName', wire: 'computer_name', kind: 'text' },
  { name: 'userName', wire: 'user_name', kind: 'text' },
  { name: 'domain', wire: 'domain', kind: 'text' },
  { name: 'terminalMac', wire: 'terminal_mac', kind: 'text' },
  { name: 'terminalName', wire: 'terminal_name', kind: 'text' },
  { name: 'terminalIp', wire: 'terminal_ip', kind: 'text' },
  { name: 'clientVersion', wire: 'client_version', kind: 'text' },
  { name: 'terminalType', wire: 'terminal_type', kind: 'text' },
  { name: 'agentVersion', wire: 'agent_version', kind: 'text' },
  { name: 'desktopIp', wire: 'desktop_ip', kind: 'text' },
  { name: 'startedAt', wire: 'connection_start_time', kind: 'instant' },
  { name: 'establishedAt', wire: 'connection_setup_time', kind: 'instant' },
  { name: 'endedAt', wire: 'connection_end_time', kind: 'instant' },
  { name: 'isReconnect', wire: 'is_reconnect', kind: 'boolean' },
  { name: 'failureReason', wire: 'connection_failure_reason', kind: 'text' },
  { name: 'networkRttMs', wire: 'network_rtt', kind: 'integer' },
  { name: 'e2eRttMs', wire: 'e2e_rtt', kind: 'integer' },
  { name: 'sourceIp', wire: 'source_ip', kind: 'text' },
  { name: 'publicIp', wire: 'public_ip', kind: 'text' },
  { name: 'enterpriseProjectId', wire: 'enterprise_project_id', kind: 'text' },
] as const

/** One row of {@link RECORD_FIELDS}. */
export type RecordField = (typeof RECORD_FIELDS)[number]

/** Our name of a field, for example `startedAt`. */
export type FieldName = RecordField['name']

/** The API's name of a field, for example `connection_start_time`. */
export type WireName = RecordField['wire']

/** The key and the time of a record: every line carries them and no revision changes them. */
export const IDENTITY_FIELDS = ['transactionId', 'startedAt'] as const satisfies readonly FieldName[]

/** The fields that grow by revisions: all but the identity. */
export const MERGED_FIELDS = RECORD_FIELDS.filter(
  (field): field is Exclude<RecordField, { name: (typeof IDENTITY_FIELDS)[number] }> =>
    !(IDENTITY_FIELDS as readonly string[]).includes(field.name),
)

/** The field that the API calls `wire`, if there is one. */
export function fieldByWireName(wire: string): RecordField | undefined {
  return RECORD_FIELDS.find((field) => field.wire === wire)
}
