import { InvalidParameterError } from '../../errors.js'
import { parseStatement } from './parse-statement.js'
import type { PolicyDocument, WritableVersion } from './policy-document.js'
import { itemsOf, membersOf } from './strict-json.js'

/** Longest policy, in characters of JSON without white space. */
export const MAX_POLICY_LENGTH = 6144

/** Most statements of a policy. */
export const MAX_STATEMENTS = 100

/**
 * Reads a policy of version 1.1 (spec/auth.md 5.1) or 5.0 (5.2), as JSON.parse gives it. Whatever could not take effect is
 * refused, never ignored: a Deny that never matches is worse than an error. What JSON.parse drops, as the first of two
 * equal names, has to be refused before.
 * @throws {InvalidParameterError} names the place (`document.Statement[0].Condition.StringEqualz`) and says what it takes
 */
export function parsePolicy(source: unknown): PolicyDocument {
  refuseLong(source)
  const members = membersOf(source, 'document', ['Version', 'Statement'])
  const version = parseVersion(members.get('Version'))
  const statements = itemsOf(members.get('Statement'), 'document.Statement', MAX_STATEMENTS)
  return {
    version,
    statements: statements.map((statement, index) =>
      parseStatement(statement, `document.Statement[${index}]`, version),
    ),
  }
}

/** First of all, so that a message never repeats more than a policy may hold. */
function refuseLong(source: unknown): void {
  let written: string | undefined
  try {
    written = JSON.stringify(source)
  } catch {
    // Nested too deeply to be written, or not made of JSON at all.
    throw new InvalidParameterError('document', 'must be a JSON object')
  }
  if (written !== undefined && written.length > MAX_POLICY_LENGTH) {
    throw new InvalidParameterError('document', `must have at most ${MAX_POLICY_LENGTH} characters of JSON`)
  }
}

function parseVersion(value: unknown): WritableVersion {
  if (value === '1.1' || value === '5.0') return value
  const hint = value === '1.0' ? '; 1.0 is for roles, which only the system defines' : ''
  throw new InvalidParameterError('document.Version', `must be 1.1 or 5.0${hint}`)
}
