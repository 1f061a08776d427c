import { type DestinationStream, destination, type Logger, pino } from 'pino'

const HEADERS = ['authorization', 'cookie', 'set-cookie', 'x-auth-token', 'x-security-token', 'x-subject-token']

const FIELDS = [
  'password',
  'passwordHash',
  'sealedSecret',
  'secretKey',
  'secretsKey',
  'securityToken',
  'token',
  // As they stand in bodies.
  'secret',
  'securitytoken',
  'secret_key',
]

/** Headers and fields that hold secrets, wherever they are logged. */
const SECRETS = [
  ...['req', 'res'].flatMap((message) => HEADERS.map((name) => `${message}.headers["${name}"]`)),
  ...HEADERS.map((name) => `headers["${name}"]`),
  ...FIELDS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
]

/** JSON lines on stderr; stdout belongs to what the command prints. */
export function createLogger(level: string, stream: DestinationStream = destination({ dest: 2, sync: true })): Logger {
  return pino({ level, redact: { paths: SECRETS, censor: '[secret]' } }, stream)
}
