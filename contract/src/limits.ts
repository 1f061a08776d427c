/**
 * Every bound on what may be sent. Bytes unless the name says otherwise. Those that the domain keeps by itself stand in it
 * too; a test in `http` compares them.
 */
export const LIMITS = {
  /** Request line's target: path and query. */
  uriBytes: 8_192,
  /** All request headers together. */
  headerBytes: 16_384,
  headerCount: 100,
  /** Body of an operation that takes plain JSON; the largest valid one, 200 task ids, is a fifth of it. */
  jsonBodyBytes: 65_536,
  /** `{"records":[…]}`, as sent and after decompression. */
  ingestJsonBytes: 16 * 1_048_576,
  /** Ingest body as sent. */
  ingestBodyBytes: 256 * 1_048_576,
  /** Ingest body after decompression. */
  ingestDecodedBytes: 1024 * 1_048_576,
  /** How much larger than sent a body may become, once more than a mebibyte has come out. */
  ingestDecodedRatio: 200,
  /** One line of an ingest body. */
  ingestLineBytes: 1_048_576,
  ingestLineCount: 1_000_000,
  /** Lines of one transaction in one delivery. */
  linesPerTransaction: 100,
  /** Refused lines that an answer tells one by one; all are counted. */
  rejectedLinesTold: 1_000,
  /** Whole numbers of a record. */
  recordInteger: 2_147_483_647,
  /** In characters, as every other length. */
  transactionIdLength: 255,
  /** Page size of the record list. */
  listLimit: 1_000,
  /** Page size of the task list. */
  taskListLimit: 100,
  /** Page size of the audit log. */
  auditListLimit: 1_000,
  offset: 2_147_483_646,
  deleteTaskCount: 200,
  taskIdLength: 64,
  projectIdLength: 255,
  textParameterLength: 255,
  /** `network`: the longest spelling of an IPv6 address and its length. */
  networkLength: 49,
  roundTripMs: 10_000,
  enterpriseProjectIdLength: 36,
  /** `time_zone` of an export; the longest IANA name has half as many characters. */
  timeZoneLength: 64,
  /** `columns` of an export. */
  columnsLength: 1_024,
  /** Page size of KeystoneListProjects. */
  projectListLimit: 5_000,
  /** Names of accounts, projects, users, groups and policies, in characters. */
  nameLength: 64,
  /** Ids of accounts, users, groups, keys, policies and grants, in characters. */
  idLength: 128,
  passwordMinLength: 8,
  passwordLength: 128,
  /** A token in a header or body (spec/api.md 0). */
  tokenLength: 40_000,
  temporaryKeySeconds: { min: 900, max: 86_400 },
  /** A policy document as JSON, in characters. */
  policyDocumentLength: 6_144,
  policyStatements: 100,
  /** Policy documents that the simulator judges by at a time. */
  testedPolicies: 20,
  /** A resource, or the value of a condition key, that the simulator is asked about. */
  testedTextLength: 1_024,
  /** Of one account each. */
  projects: 1_000,
  users: 10_000,
  groups: 1_000,
  policies: 1_000,
  grants: 20_000,
  /** Of one user. */
  accessKeysOfUser: 10,
  /** Legal holds of one project. */
  legalHolds: 1_000,
  recordRetentionDays: 36_500,
  /** Failures on demand that one project may have before it. */
  plannedFaults: 100,
  /** How often one of them strikes. */
  faultTimes: 1_000_000,
  /** How long one holds an export, or asks its client to wait. */
  faultSeconds: 86_400,
  /** Unfinished export tasks of one project, unless the server is set otherwise. */
  unfinishedExportTasks: 100,
  /** Exports of the whole server that are being written into their answers. */
  directExports: 2,
  /** Hours or days that online users are counted in at a time. */
  onlineUserBuckets: 400,
} as const
