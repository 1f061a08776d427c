import type { Static } from 'typebox'
import * as Type from 'typebox'
import { LIMITS } from '../limits.js'

const text = (description: string) => Type.Optional(Type.String({ description }))
const instant = (description: string) => Type.Optional(Type.String({ format: 'date-time', description }))
const milliseconds = (description: string) =>
  Type.Optional(Type.Integer({ minimum: 0, maximum: LIMITS.recordInteger, description }))

const FACTS = {
  tenantId: text('Tenant id; shown only when it was delivered.'),
  sid: text('Desktop SID.'),
  computer_name: text('Computer name of the desktop.'),
  user_name: text('User who connected, as delivered: `user`, `user@domain` or `DOMAIN\\user`.'),
  terminal_mac: text('MAC address of the terminal.'),
  terminal_name: text('Host name of the terminal.'),
  terminal_ip: text('IP address of the terminal.'),
  client_version: text('Version of the access client.'),
  terminal_type: text('Operating system of the terminal, for example `Windows 10`.'),
  agent_version: text('Version of the access agent on the desktop.'),
  desktop_ip: text('IP address of the desktop.'),
  connection_setup_time: instant('When the connection was established.'),
  connection_end_time: instant('When the connection ended; absent while it is open.'),
  is_reconnect: Type.Optional(Type.Boolean({ description: 'Whether an earlier session was taken up again.' })),
  connection_failure_reason: text('Why the connection failed; absent when it did not.'),
  network_rtt: milliseconds('Network latency in milliseconds.'),
  e2e_rtt: milliseconds('End-to-end latency in milliseconds.'),
  source_ip: text('Source IP address of the client.'),
  public_ip: text('Egress IP address of the client.'),
  enterprise_project_id: text('Enterprise project; `0` is the default one.'),
}

/** A connection record as lists answer it (spec/api.md 2). Times are UTC with milliseconds. */
export const ConnectionRecordView = Type.Object(
  {
    transaction_id: Type.String({ description: 'Identifies the record within its project.' }),
    connection_start_time: Type.String({ format: 'date-time', description: 'When the attempt to connect began.' }),
    ...FACTS,
  },
  { $id: 'ConnectionRecord', additionalProperties: false },
)
export type ConnectionRecordView = Static<typeof ConnectionRecordView>

/** A connection record as it is delivered (design.md 4). */
export const IngestRecord = Type.Object(
  {
    transaction_id: Type.String({
      minLength: 1,
      maxLength: LIMITS.transactionIdLength,
      description: 'Identifies the record.',
    }),
    connection_start_time: Type.String({
      format: 'date-time',
      description: 'When the attempt began. Every line carries it and it never changes.',
    }),
    ...FACTS,
    domain: text('Domain of the user, when the user name does not tell it.'),
    revision: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: LIMITS.recordInteger,
        description:
          'Decides, field by field, which delivery wins. Without it: 0 started, 1 established, 2 ended or failed.',
      }),
    ),
  },
  { $id: 'IngestRecord', additionalProperties: false },
)
export type IngestRecord = Static<typeof IngestRecord>

/** Answer of ListLoginRecordsNew. */
export const ConnectionRecordPage = Type.Object(
  {
    total_count: Type.Integer({ description: 'Matching records on all pages.' }),
    records: Type.Array(ConnectionRecordView),
  },
  { $id: 'ConnectionRecordPage', additionalProperties: false },
)
export type ConnectionRecordPage = Static<typeof ConnectionRecordPage>

/** A line of an ingest body that had no effect. */
export const RejectedLine = Type.Object(
  {
    line: Type.Integer({ minimum: 1, description: 'Line of the body, or place in `records`, from 1.' }),
    transaction_id: Type.Optional(Type.String()),
    error_code: Type.String(),
    error_msg: Type.String(),
  },
  { $id: 'RejectedLine', additionalProperties: false },
)
export type RejectedLine = Static<typeof RejectedLine>

/** The first lines that had no effect. */
export const RejectedLines = Type.Array(RejectedLine, {
  maxItems: LIMITS.rejectedLinesTold,
  description: `The first ${LIMITS.rejectedLinesTold} of them.`,
})

/** What an ingest request did: each line is in one of the four counts. */
export const IngestResult = Type.Object(
  {
    created: Type.Integer({ description: 'Lines that began a record.' }),
    updated: Type.Integer({ description: 'Lines that changed a record.' }),
    unchanged: Type.Integer({ description: 'Lines that told nothing new.' }),
    rejected_count: Type.Integer({ description: 'Lines without effect.' }),
    rejected: RejectedLines,
  },
  { $id: 'IngestResult', additionalProperties: false },
)
export type IngestResult = Static<typeof IngestResult>
