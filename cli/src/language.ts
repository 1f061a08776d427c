import type { Speech } from '@deskledger/proof'
import { UsageError } from './failures.js'

/** Languages that verdicts are told in. */
const SPEECH = ['en', 'zh'] as const satisfies readonly Speech[]

/**
 * The language to speak: what was asked for, else that of the environment (POSIX 8.2: LC_ALL, LC_MESSAGES, LANG).
 *
 * @throws {UsageError} it is none of {@link SPEECH}
 */
export function speechOf(asked: string | undefined, environment: NodeJS.ProcessEnv): Speech {
  const known = SPEECH.find((language) => language === asked)
  if (known !== undefined) return known
  if (asked !== undefined) throw new UsageError([`--lang must be one of ${SPEECH.join(', ')}, got ${asked}`])
  const locale = environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || ''
  return /^zh([_.@]|$)/i.test(locale) ? 'zh' : 'en'
}
