import { InvalidParameterError } from '../../errors.js'
import { OPERATORS, type Operator } from './operators.js'
import type { WritableVersion } from './policy-document.js'

/** An operator with its suffix. */
export interface SuffixedOperator {
  readonly operator: Operator
  /** `IfExists`: a missing key satisfies the condition. */
  readonly isMissingEnough: boolean
}

const SUFFIXES: Readonly<Record<WritableVersion, string>> = {
  '1.1': 'each but IsNullOrEmpty also with IfExists, String… also with AnyOf or AnyOfIfExists',
  '5.0': 'each but Null also with IfExists',
}

/**
 * Reads the name of an operator with its suffixes. `AnyOf` (1.1, text only) says what holds anyway: every key has one
 * value, and one match is enough.
 * @throws {InvalidParameterError} the version has no such operator
 */
export function parseOperator(name: string, place: string, version: WritableVersion): SuffixedOperator {
  const withoutIfExists = withoutSuffix(name, 'IfExists')
  const plain = version === '1.1' ? withoutSuffix(withoutIfExists, 'AnyOf') : withoutIfExists
  const operator = OPERATORS[version].get(plain)
  const isMissingEnough = withoutIfExists !== name
  const isAnyOf = plain !== withoutIfExists
  if (
    operator === undefined ||
    (operator.kind === 'presence' && isMissingEnough) ||
    (operator.kind !== 'text' && isAnyOf)
  ) {
    const names = [...OPERATORS[version].keys()].join(', ')
    throw new InvalidParameterError(place, `is no operator of version ${version}: ${names}; ${SUFFIXES[version]}`)
  }
  return { operator, isMissingEnough }
}

function withoutSuffix(name: string, suffix: string): string {
  return name.endsWith(suffix) ? name.slice(0, -suffix.length) : name
}
