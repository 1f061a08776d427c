import * as Type from 'typebox'
import { LIMITS } from './limits.js'

/** A text filter; empty counts as absent. */
const textFilter = (description: string) =>
  Type.Optional(Type.String({ maxLength: LIMITS.textParameterLength, description }))

/** An instant; seconds, minutes, fractions and a numeric offset are taken (spec/api.md 0). */
const instant = (description: string) => Type.Optional(Type.String({ format: 'date-time', description }))

const roundTrip = (description: string) =>
  Type.Optional(Type.Integer({ minimum: 0, maximum: LIMITS.roundTripMs, description }))

const offset = Type.Optional(
  Type.Integer({ minimum: 0, maximum: LIMITS.offset, default: 0, description: 'Items to skip.' }),
)

const RECORD_FILTERS = {
  user_name: textFilter('User who connected; whole, ignoring case.'),
  computer_name: textFilter('Computer name of the desktop; whole, ignoring case.'),
  terminal_type: textFilter('Part of the terminal OS type, ignoring case.'),
  enterprise_project_id: Type.Optional(
    Type.String({
      maxLength: LIMITS.enterpriseProjectIdLength,
      pattern: '^[a-zA-Z0-9_-]*$',
      description: 'Exact; `0` finds records that say `0`, the default project.',
    }),
  ),
  public_ip: textFilter('Egress IP address of the client, in any spelling of it.'),
}

/** Filters that the published operations do not have. */
const EXTENSION_FILTERS = {
  status: Type.Optional(
    Type.Enum(['connecting', 'ongoing', 'ended', 'failed', 'broken'], {
      description:
        'connecting: only started. ongoing: established, without an end. ended. failed: never established, with a failure reason. broken: established, then ended by a failure.',
    }),
  ),
  connection_failure_reason: textFilter('The failure reason, exactly.'),
  client_version: textFilter('Version of the AccessClient, exactly.'),
  agent_version: textFilter('Version of the AccessAgent, exactly.'),
  whole_terminal_type: textFilter('Terminal OS type; whole, ignoring case.'),
  network: Type.Optional(
    Type.String({
      maxLength: LIMITS.networkLength,
      description:
        'Network that the egress IP address of the client lies in: `10.1.2.0/24` or `2001:db8::/48`, in any spelling of the address, the bits behind the prefix zero.',
    }),
  ),
}

/** Names of {@link EXTENSION_FILTERS}. */
export const EXTENSION_FILTER_NAMES: readonly string[] = Object.keys(EXTENSION_FILTERS)

/** How a file is to be. All but the language are extensions. */
const FILE_CHOICES = {
  language: Type.Optional(Type.Enum(['en_US', 'zh_CN'], { default: 'en_US', description: 'Language of the file.' })),
  format: Type.Optional(
    Type.Enum(['xlsx', 'csv', 'ndjson', 'parquet'], {
      description:
        'File type. ndjson and parquet are for machines: API names and types, always UTC, nothing translated or guarded, so they take no other language than en_US and no other time_zone than UTC. Default: that of the server, xlsx unless it is set otherwise.',
    }),
  ),
  compression: Type.Optional(
    Type.Enum(['gzip'], { description: 'Compresses the whole file; for csv and ndjson. Default: it is as it is.' }),
  ),
  time_zone: Type.Optional(
    Type.String({
      maxLength: LIMITS.timeZoneLength,
      default: 'UTC',
      description: 'IANA name of the zone in which the file tells times.',
    }),
  ),
  columns: Type.Optional(
    Type.String({
      maxLength: LIMITS.columnsLength,
      description:
        'Record fields to include, by API name, separated by commas, in the order wanted. ndjson and parquet also have tenantId and domain. Default: all.',
    }),
  ),
}

/** Parameters of ExportUserConnectionNew. */
export const ExportQuery = Type.Object({
  start_time: instant(
    'Connections started at or after this time, for example `2026-01-31T08:00:00Z`. Default: the beginning of the export window.',
  ),
  end_time: instant('Connections started at or before this time. Default, and latest: now.'),
  ...RECORD_FILTERS,
  domain: textFilter('Domain of the user, ignoring case.'),
  ...EXTENSION_FILTERS,
  min_e2e_rtt: roundTrip('Smallest end-to-end latency in ms, inclusive.'),
  max_e2e_rtt: roundTrip('Largest end-to-end latency in ms, inclusive.'),
  ...FILE_CHOICES,
})

/** A time range whose ends go together. */
const BOTH_TIMES = {
  start_time: instant(
    'Connections started at or after this time, for example `2026-01-31T08:00Z`; goes with end_time.',
  ),
  end_time: instant('Connections started at or before this time; goes with start_time.'),
}

/** Parameters of ListLoginRecordsNew. */
export const RecordListQuery = Type.Object({
  ...BOTH_TIMES,
  ...RECORD_FILTERS,
  domain: textFilter('Domain of the user, ignoring case.'),
  ...EXTENSION_FILTERS,
  min_network_rtt: roundTrip('Smallest network latency in ms, inclusive.'),
  max_network_rtt: roundTrip('Largest network latency in ms, inclusive.'),
  offset,
  limit: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: LIMITS.listLimit,
      default: 20,
      description: 'Page size; 0 answers only total_count.',
    }),
  ),
})

/** Parameters of ExportUserLoginInfoNew: without pages and latency (spec/api.md 3). */
export const SynchronousExportQuery = Type.Object({
  ...BOTH_TIMES,
  user_name: RECORD_FILTERS.user_name,
  computer_name: RECORD_FILTERS.computer_name,
  terminal_type: RECORD_FILTERS.terminal_type,
  ...FILE_CHOICES,
})

/** Parameters of ListHistoryOnlineInfoNew. */
export const OnlineUsersQuery = Type.Object({
  start_time: instant('First hour or day to count; goes with end_time, and one of them or query_type is needed.'),
  end_time: instant('Last hour or day to count.'),
  query_type: Type.Optional(
    Type.Enum(['MONTH', 'WEEK', 'DAY'], {
      description: 'The hours of today up to now, or the last 7 or 30 days with today; wins over the times.',
    }),
  ),
})

/** Parameters of ListExportTasks. */
export const ExportTaskListQuery = Type.Object({
  file_name: textFilter('Part of the file name, ignoring case.'),
  task_id: Type.Optional(Type.String({ maxLength: LIMITS.taskIdLength, description: 'The task with this id.' })),
  status: Type.Optional(Type.Enum(['CREATING', 'SUCCESS', 'FAIL', 'EXPIRED'], { description: 'State of the task.' })),
  is_download: Type.Optional(Type.Boolean({ description: 'Whether the file was downloaded.' })),
  sort_field: Type.Optional(Type.Enum(['create_time'], { description: 'What to sort by.' })),
  sort_type: Type.Optional(
    Type.Enum(['ASC', 'DESC'], {
      description: 'ASC when only sort_field is given; newest first when neither is.',
    }),
  ),
  offset,
  limit: Type.Optional(
    Type.Integer({ minimum: 1, maximum: LIMITS.taskListLimit, default: 20, description: 'Page size.' }),
  ),
})

/** Parameters of ListAuditEntries. */
export const AuditQuery = Type.Object({
  user_id: textFilter('Of this user.'),
  operation: textFilter('Of this operation, by its id.'),
  outcome: Type.Optional(
    Type.Enum(['success', 'denied', 'failed'], {
      description: 'Answered with less than 400, with 401 or 403, or with anything else.',
    }),
  ),
  start_time: instant('At or after this time.'),
  end_time: instant('At or before this time.'),
  before_sequence: Type.Optional(
    Type.Integer({ minimum: 1, maximum: LIMITS.offset, description: 'Only older entries than this one.' }),
  ),
  limit: Type.Optional(
    Type.Integer({ minimum: 1, maximum: LIMITS.auditListLimit, description: 'Page size, 100 unless given.' }),
  ),
})

/** Parameters of the ingest extension. */
export const IngestQuery = Type.Object({
  atomic: Type.Optional(
    Type.Boolean({ default: false, description: 'Take all lines or none: one bad line refuses the request.' }),
  ),
})

/** Body of DeleteExportTasks. */
export const DeleteTasksBody = Type.Object(
  {
    task_ids: Type.Array(Type.String({ minLength: 1, maxLength: LIMITS.taskIdLength }), {
      minItems: 1,
      maxItems: LIMITS.deleteTaskCount,
      uniqueItems: true,
    }),
  },
  { $id: 'DeleteExportTasks', additionalProperties: false },
)

/** An operation without parameters in its query. */
export const NoQuery = Type.Object({})

/** Parameters of PreviewPurge. */
export const PurgePreviewQuery = Type.Object({
  retention_days: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: LIMITS.recordRetentionDays,
      description: 'As if records stayed for so many days; default: as the server is set.',
    }),
  ),
})

/** An operation without parameters in its path. */
export const NoParameters = Type.Object({})

/** Parameters of the token operations. */
export const TokenQuery = Type.Object({
  nocatalog: Type.Optional(
    Type.String({ maxLength: LIMITS.textParameterLength, description: 'Any text leaves the catalog out.' }),
  ),
})

/** Parameters of KeystoneListProjects (spec/api.md 10). */
export const ProjectQuery = Type.Object({
  domain_id: textFilter('Of this account.'),
  name: textFilter('With this name, exactly.'),
  parent_id: textFilter('Below this project or account; projects here stand below their account.'),
  enabled: Type.Optional(Type.Boolean({ description: 'Enabled or disabled ones only.' })),
  is_domain: Type.Optional(Type.Boolean({ description: 'Projects here are never accounts.' })),
  page: Type.Optional(Type.Integer({ minimum: 1, maximum: LIMITS.offset, description: 'Goes with per_page.' })),
  per_page: Type.Optional(
    Type.Integer({ minimum: 1, maximum: LIMITS.projectListLimit, description: 'Goes with page.' }),
  ),
})

/** `project_id` of every path. */
export const ProjectPath = Type.Object({
  project_id: Type.String({
    minLength: 1,
    maxLength: LIMITS.projectIdLength,
    description: 'Project id, usually 32 hex digits.',
  }),
})

/** Paths of one export task. */
export const TaskPath = Type.Object({
  ...ProjectPath.properties,
  task_id: Type.String({ minLength: 1, maxLength: LIMITS.taskIdLength, description: 'Export task id.' }),
})

const pathOf = <const Name extends string>(name: Name, description: string) =>
  Type.Object({
    [name]: Type.String({ minLength: 1, maxLength: LIMITS.idLength, description }),
  } as Record<Name, ReturnType<typeof Type.String>>)

export const AccountPath = pathOf('account_id', 'Account id.')
export const UserPath = pathOf('user_id', 'User id.')
export const GroupPath = pathOf('group_id', 'Group id.')
export const AccessKeyPath = pathOf('access_key', 'Access key id (AK).')
export const PolicyPath = pathOf('policy_id', 'Policy id.')
export const GrantPath = pathOf('grant_id', 'Grant id.')
export const LegalHoldPath = Type.Object({
  ...ProjectPath.properties,
  ...pathOf('hold_id', 'Legal hold id.').properties,
})
export const GroupUserPath = Type.Object({ ...GroupPath.properties, ...UserPath.properties })
