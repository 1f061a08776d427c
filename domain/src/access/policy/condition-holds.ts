import { foldCase } from '../../connection-record/case-folding.js'
import { addressBytes, rangeContains } from './address-range.js'
import type { Condition, OrderComparison, TextComparison } from './condition.js'
import type { RequestContext } from './condition-keys.js'
import { matchesGlob } from './glob.js'
import type { Effect } from './policy-document.js'

/**
 * Whether a condition of a statement with this effect holds. One matching value is enough; for a negated operator none may
 * match (spec/auth.md 5.2).
 *
 * When the key is missing, `IfExists` holds and any other comparison fails, with one exception: a negated operator holds in
 * a Deny. Sources are silent about it, and the field lets it hold in an Allow too; here, what a request does not tell never
 * widens access. "Deny all but this address" denies a request without address; "allow all but this project" does not allow
 * one without project, unless its author writes `IfExists`.
 */
export function conditionHolds(condition: Condition, context: RequestContext, effect: Effect): boolean {
  if (condition.kind === 'presence') {
    const value = context[condition.key]
    return condition.values.includes(value === undefined || (condition.isEmptyMissing && value === ''))
  }
  const isMatch = hasMatch(condition, context)
  if (isMatch === undefined) return condition.isMissingEnough || (condition.isNegated && effect === 'Deny')
  return isMatch !== condition.isNegated
}

/** @returns undefined when the key is missing */
function hasMatch(condition: Exclude<Condition, { kind: 'presence' }>, context: RequestContext): boolean | undefined {
  switch (condition.kind) {
    case 'text':
      return anyMatch(context[condition.key], condition.values, TEXT_COMPARISONS[condition.comparison])
    case 'number':
      return anyMatch(context[condition.key], condition.values, ORDER_COMPARISONS[condition.comparison])
    case 'instant': {
      const timesMs = condition.values.map((value) => value.getTime())
      return anyMatch(context[condition.key]?.getTime(), timesMs, ORDER_COMPARISONS[condition.comparison])
    }
    case 'boolean':
      return anyMatch(context[condition.key], condition.values, (actual, value) => actual === value)
    case 'address':
      return anyMatch(addressBytes(context[condition.key] ?? ''), condition.values, (actual, range) =>
        rangeContains(range, actual),
      )
  }
}

function anyMatch<Actual, Value>(
  actual: Actual | undefined,
  values: readonly Value[],
  matches: (actual: Actual, value: Value) => boolean,
): boolean | undefined {
  return actual === undefined ? undefined : values.some((value) => matches(actual, value))
}

const TEXT_COMPARISONS: Readonly<Record<TextComparison, (actual: string, value: string) => boolean>> = {
  equals: (actual, value) => actual === value,
  'equals-ignoring-case': (actual, value) => foldCase(actual) === foldCase(value),
  matches: (actual, value) => matchesGlob(value, actual),
  'starts-with': (actual, value) => actual.startsWith(value),
  'ends-with': (actual, value) => actual.endsWith(value),
}

const ORDER_COMPARISONS: Readonly<Record<OrderComparison, (actual: number, value: number) => boolean>> = {
  equals: (actual, value) => actual === value,
  less: (actual, value) => actual < value,
  'less-or-equal': (actual, value) => actual <= value,
  greater: (actual, value) => actual > value,
  'greater-or-equal': (actual, value) => actual >= value,
}
