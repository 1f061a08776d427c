import { LIMITS } from '@deskledger/contract'
import { EXPORT_FORMATS, type ExportFormatName } from '@deskledger/domain'
import { MACHINE_SHARE } from '@deskledger/engine-duckdb'
import { SEALING_KEY_BYTES } from '../secrets/sealing.js'
import { fileUrl, key, name, oneOf, onOrOff, type Parse, text, wholeNumber } from './parsers.js'

/** One setting: its environment variable and flag, what it means, and how its text is read. */
export interface SettingDefinition<T> {
  readonly env: string
  /**
   * As commander takes it, for example `--port <number>`, or `--faults` for what is on or off; none for a secret, which a
   * process list would show.
   */
  readonly flag?: string
  readonly description: string
  /** The default as a person reads it. */
  readonly defaultText: string
  readonly parse: Parse<T>
  readonly defaultValue: T
}

const define = <T>(definition: SettingDefinition<T>): SettingDefinition<T> => definition

const EXPORT_RULES = ['open', 'action'] as const

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

/** Used only when the data directory is new. */
const root = (
  variable: string,
  flag: string | undefined,
  what: string,
  parse: Parse<string>,
  defaultText = 'generated, printed once',
) =>
  define<string | undefined>({
    env: `DESKLEDGER_${variable}`,
    ...(flag === undefined ? {} : { flag }),
    description: `${what}; used only when the data directory is new`,
    defaultText,
    parse,
    defaultValue: undefined,
  })

/** How much is worked on at a time. */
const atOnce = (variable: string, description: string, defaultValue: number) =>
  define({
    env: `DESKLEDGER_MAX_${variable}`,
    flag: `--max-${variable.toLowerCase().replaceAll('_', '-')} <number>`,
    description,
    defaultText: String(defaultValue),
    parse: wholeNumber(1, 100_000),
    defaultValue,
  })

/** How many bytes come in. */
const intake = (whose: string, what: string, defaultMebibytes: number) =>
  define({
    env: `DESKLEDGER_MAX_${whose}_INTAKE`,
    flag: `--max-${whose.toLowerCase()}-intake <MiB>`,
    description: `MiB of bodies that ${what} in a second, over time; twice as much may come at once`,
    defaultText: String(defaultMebibytes),
    parse: wholeNumber(1, 1_000_000),
    defaultValue: defaultMebibytes,
  })

/** Every setting of the server (design.md 7); flags, environment, help and documentation come from here. */
export const SETTING_DEFINITIONS = {
  host: define({
    env: 'DESKLEDGER_HOST',
    flag: '--host <address>',
    description: 'address to listen on',
    defaultText: '127.0.0.1',
    parse: text(1, 255),
    defaultValue: '127.0.0.1',
  }),
  port: define({
    env: 'DESKLEDGER_PORT',
    flag: '--port <number>',
    description: 'port to listen on; 0 takes any free one and prints it',
    defaultText: '8080',
    parse: wholeNumber(0, 65_535),
    defaultValue: 8080,
  }),
  dataDirectory: define({
    env: 'DESKLEDGER_DATA_DIR',
    flag: '--data-dir <directory>',
    description: 'where everything is kept',
    defaultText: './deskledger-data',
    parse: text(1, 4096),
    defaultValue: './deskledger-data',
  }),
  recordsUrl: define<string | undefined>({
    env: 'DESKLEDGER_RECORDS_URL',
    flag: '--records-url <url>',
    description: 'where connection records are kept; this version has duckdb:<file>',
    defaultText: 'duckdb:<data dir>/ledger.duckdb',
    parse: fileUrl('duckdb'),
    defaultValue: undefined,
  }),
  controlUrl: define<string | undefined>({
    env: 'DESKLEDGER_CONTROL_URL',
    flag: '--control-url <url>',
    description: 'where tasks, users and keys are kept; this version keeps them in the file of the records',
    defaultText: 'the same DuckDB file',
    parse: fileUrl('duckdb'),
    defaultValue: undefined,
  }),
  filesUrl: define<string | undefined>({
    env: 'DESKLEDGER_FILES_URL',
    flag: '--files-url <url>',
    description: 'where export files are kept; this version has file:<directory>',
    defaultText: 'file:<data dir>/exports',
    parse: fileUrl('file'),
    defaultValue: undefined,
  }),
  account: root('ACCOUNT', '--account <name>', 'name of the account', name(LIMITS.nameLength), 'deskledger'),
  projectId: root('PROJECT_ID', '--project-id <id>', 'id of the project', text(1, LIMITS.projectIdLength)),
  rootUser: root('ROOT_USER', '--root-user <name>', 'name of the root user', name(LIMITS.nameLength), 'root'),
  rootPassword: root(
    'ROOT_PASSWORD',
    undefined,
    'password of the root user',
    text(LIMITS.passwordMinLength, LIMITS.passwordLength),
  ),
  rootAccessKey: root(
    'ROOT_ACCESS_KEY',
    '--root-access-key <key>',
    'access key (AK) of the root user',
    text(8, LIMITS.idLength),
  ),
  rootSecretKey: root('ROOT_SECRET_KEY', undefined, 'secret key (SK) of the root user', text(16, 128)),
  secretsKey: define<Buffer | undefined>({
    env: 'DESKLEDGER_SECRETS_KEY',
    description: 'key that secret keys are encrypted with, base64 of 32 bytes; instead of a key file',
    defaultText: 'that of the key file',
    parse: key(SEALING_KEY_BYTES),
    defaultValue: undefined,
  }),
  secretsKeyFile: define<string | undefined>({
    env: 'DESKLEDGER_SECRETS_KEY_FILE',
    flag: '--secrets-key-file <path>',
    description: 'file of that key, for its owner only; made when the data directory is new',
    defaultText: '<data dir>/secrets.key',
    parse: text(1, 4096),
    defaultValue: undefined,
  }),
  signingKeyFile: define<string | undefined>({
    env: 'DESKLEDGER_SIGNING_KEY_FILE',
    flag: '--signing-key-file <path>',
    description:
      'file of the private key that manifests and checkpoints are signed with (Ed25519, PKCS #8 as PEM), for its owner only; made when the data directory is new',
    defaultText: '<data dir>/signing.key',
    parse: text(1, 4096),
    defaultValue: undefined,
  }),
  region: define({
    env: 'DESKLEDGER_REGION',
    flag: '--region <id>',
    description: 'region id of this server, in derived signatures; also the name of the first project of an account',
    defaultText: 'local-1',
    parse: name(LIMITS.nameLength),
    defaultValue: 'local-1',
  }),
  exportWindowDays: define({
    env: 'DESKLEDGER_EXPORT_WINDOW_DAYS',
    flag: '--export-window-days <days>',
    description: 'how far back an export reaches; 0 is without limit',
    defaultText: '30',
    parse: wholeNumber(0, 36_500),
    defaultValue: 30,
  }),
  exportRetentionHours: define({
    env: 'DESKLEDGER_EXPORT_RETENTION_HOURS',
    flag: '--export-retention-hours <hours>',
    description: 'how long an export file stays',
    defaultText: '168',
    parse: wholeNumber(1, 876_000),
    defaultValue: 168,
  }),
  recordRetentionDays: define({
    env: 'DESKLEDGER_RECORD_RETENTION_DAYS',
    flag: '--record-retention-days <days>',
    description: 'how long records stay, by their start; what is older goes at midnight of UTC; 0 keeps them all',
    defaultText: '0',
    parse: wholeNumber(0, LIMITS.recordRetentionDays),
    defaultValue: 0,
  }),
  exportFormat: define<ExportFormatName>({
    env: 'DESKLEDGER_EXPORT_FORMAT',
    flag: '--export-format <format>',
    description: `file type of an export that names none: ${EXPORT_FORMATS.join(', ')}`,
    defaultText: 'xlsx',
    parse: oneOf(EXPORT_FORMATS),
    defaultValue: 'xlsx',
  }),
  exportAccess: define<(typeof EXPORT_RULES)[number]>({
    env: 'DESKLEDGER_EXPORT_ACCESS',
    flag: '--export-access <rule>',
    description:
      'who may export: open, whoever is granted anything in the project, unless a policy denies it; or action, whoever is granted workspace:connections:export',
    defaultText: 'open',
    parse: oneOf(EXPORT_RULES),
    defaultValue: 'open',
  }),
  queryTimeoutSeconds: define({
    env: 'DESKLEDGER_QUERY_TIMEOUT',
    flag: '--query-timeout <seconds>',
    description: 'longest time that a list or a count may take; then it is stopped and answered with 503',
    defaultText: '30',
    parse: wholeNumber(1, 3600),
    defaultValue: 30,
  }),
  concurrentQueries: define({
    env: 'DESKLEDGER_CONCURRENT_QUERIES',
    flag: '--concurrent-queries <number>',
    description: 'lists and counts that the engine works on at a time; the others wait their turn',
    defaultText: '6',
    parse: wholeNumber(1, 64),
    defaultValue: 6,
  }),
  waitingQueries: define({
    env: 'DESKLEDGER_WAITING_QUERIES',
    flag: '--waiting-queries <number>',
    description: 'lists and counts that may wait for their turn; one more is answered with 503 at once',
    defaultText: '100',
    parse: wholeNumber(0, 10_000),
    defaultValue: 100,
  }),
  maxRequests: atOnce('REQUESTS', 'requests that are answered at a time', 512),
  maxRequestsOfUser: atOnce('USER_REQUESTS', 'requests of one user that are answered at a time', 128),
  maxRequestsOfProject: atOnce('PROJECT_REQUESTS', 'requests to one project that are answered at a time', 256),
  maxUserRate: define({
    env: 'DESKLEDGER_MAX_USER_RATE',
    flag: '--max-user-rate <requests>',
    description: 'requests of one user in a second, over time; twice as many may come at once',
    defaultText: '500',
    parse: wholeNumber(1, 1_000_000),
    defaultValue: 500,
  }),
  maxUserIntake: intake('USER', 'one user sends', 64),
  maxProjectIntake: intake('PROJECT', 'one project is sent', 128),
  maxBodies: atOnce(
    'BODIES',
    'deliveries that are received at a time; each may take 256 MiB of disk. Those whose sender is not known before all of the body is there get half of these places',
    32,
  ),
  maxBodiesOfUser: atOnce('USER_BODIES', 'deliveries of one user, known from the headers, at a time', 16),
  maxBodiesOfAddress: atOnce(
    'ADDRESS_BODIES',
    'deliveries from one address at a time whose sender is not known before all of the body is there',
    8,
  ),
  bodyGraceSeconds: define({
    env: 'DESKLEDGER_BODY_GRACE',
    flag: '--body-grace <seconds>',
    description: 'how long a body may keep the server waiting before it has to come at the least rate',
    defaultText: '10',
    parse: wholeNumber(1, 300),
    defaultValue: 10,
  }),
  minBodyRate: define({
    env: 'DESKLEDGER_MIN_BODY_RATE',
    flag: '--min-body-rate <bytes>',
    description:
      'bytes of a body that have to come in a second, else it is answered 408; 0 waits for each up to 5 minutes',
    defaultText: '8192',
    parse: wholeNumber(0, 1_000_000_000),
    defaultValue: 8192,
  }),
  maxDownloadsOfProject: atOnce('PROJECT_DOWNLOADS', 'downloads of one project at a time', 32),
  maxDownloadsOfUser: atOnce('USER_DOWNLOADS', 'downloads of one user in a project at a time', 16),
  maxTasksOfProject: atOnce('PROJECT_TASKS', 'unfinished export tasks of one project', LIMITS.unfinishedExportTasks),
  maxTasksOfUser: atOnce(
    'USER_TASKS',
    'unfinished export tasks of one user in a project',
    LIMITS.unfinishedExportTasks,
  ),
  drainSeconds: define({
    env: 'DESKLEDGER_DRAIN_TIME',
    flag: '--drain-time <seconds>',
    description: 'how long requests under way may take to end after SIGTERM or SIGINT; then their connections are cut',
    defaultText: '10',
    parse: wholeNumber(0, 3600),
    defaultValue: 10,
  }),
  listPriorityMs: define({
    env: 'DESKLEDGER_LIST_PRIORITY',
    flag: '--list-priority <milliseconds>',
    description: 'longest time that each step of an export waits for lists under way; 0 lets both run at once',
    defaultText: '100',
    parse: wholeNumber(0, 60_000),
    defaultValue: 100,
  }),
  engineThreads: define({
    env: 'DESKLEDGER_ENGINE_THREADS',
    flag: '--engine-threads <number>',
    description: 'threads that the engine works with, for lists, exports and deliveries together',
    defaultText: 'as many as there are processors',
    parse: wholeNumber(1, 1024),
    defaultValue: MACHINE_SHARE.threads,
  }),
  engineMemoryMebibytes: define({
    env: 'DESKLEDGER_ENGINE_MEMORY',
    flag: '--engine-memory <MiB>',
    description: 'memory that the engine may use; the process takes about 300 MiB more while it exports',
    defaultText: "a quarter of the machine's, at least 512 and at most 4096",
    parse: wholeNumber(256, 1_048_576),
    defaultValue: Math.floor(MACHINE_SHARE.memoryLimitBytes / 2 ** 20),
  }),
  backupDirectory: define<string | undefined>({
    env: 'DESKLEDGER_BACKUP_DIR',
    flag: '--backup-dir <path>',
    description: 'directory that backups are made in, outside the data directory',
    defaultText: 'none; backups are refused',
    parse: text(1, 4096),
    defaultValue: undefined,
  }),
  metricsPort: define<number | undefined>({
    env: 'DESKLEDGER_METRICS_PORT',
    flag: '--metrics-port <number>',
    description: 'port of /metrics, for Prometheus; 0 takes any free one and prints it',
    defaultText: 'metrics are not served',
    parse: wholeNumber(0, 65_535),
    defaultValue: undefined,
  }),
  metricsHost: define({
    env: 'DESKLEDGER_METRICS_HOST',
    flag: '--metrics-host <address>',
    description: 'address that /metrics listens on; it asks for no credentials',
    defaultText: '127.0.0.1',
    parse: text(1, 255),
    defaultValue: '127.0.0.1',
  }),
  faults: define({
    env: 'DESKLEDGER_FAULTS',
    flag: '--faults',
    description: 'lets administrators ask for failures, to test automation; true or false',
    defaultText: 'false',
    parse: onOrOff(),
    defaultValue: false,
  }),
  logLevel: define<(typeof LOG_LEVELS)[number]>({
    env: 'DESKLEDGER_LOG_LEVEL',
    flag: '--log-level <level>',
    description: `least level that is logged, on stderr: ${LOG_LEVELS.join(', ')}`,
    defaultText: 'info',
    parse: oneOf(LOG_LEVELS),
    defaultValue: 'info',
  }),
} as const

type Definitions = typeof SETTING_DEFINITIONS

/** All settings, read and checked. */
export type Settings = {
  readonly [Name in keyof Definitions]: Definitions[Name] extends SettingDefinition<infer T> ? T : never
}

/** The definitions as help and documentation list them. */
export const SETTINGS: readonly Omit<SettingDefinition<unknown>, 'parse' | 'defaultValue'>[] =
  Object.values(SETTING_DEFINITIONS)
