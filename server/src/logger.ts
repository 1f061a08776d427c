import { destination, type Logger, pino } from 'pino'

/** Headers and fields that hold secrets, wherever they are logged. */
const SECRETS = [
  'req.headers.authorization',
  'req.headers["x-auth-token"]',
  'req.headers["x-security-token"]',
  'req.headers.cookie',
  'secretKey',
  '*.secretKey',
  'password',
  '*.password',
]

/** JSON lines on stderr; stdout belongs to what the command prints. */
export function createLogger(level: string): Logger {
  return pino({ level, redact: { paths: SECRETS, censor: '[secret]' } }, destination({ dest: 2, sync: true }))
}
