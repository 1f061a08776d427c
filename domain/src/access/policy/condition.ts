import type { AddressRange } from './address-range.js'
import type { ConditionKey, KeyOf } from './condition-keys.js'

/** How a text is compared; `matches` knows `*` and `?`. Only `equals-ignoring-case` ignores case. */
export type TextComparison = 'equals' | 'equals-ignoring-case' | 'matches' | 'starts-with' | 'ends-with'

/** How numbers and instants are compared: the request's value stands on the left. */
export type OrderComparison = 'equals' | 'less' | 'less-or-equal' | 'greater' | 'greater-or-equal'

interface Comparing {
  /** None of the values may match. */
  readonly isNegated: boolean
  /** `IfExists`: a missing key satisfies the condition. */
  readonly isMissingEnough: boolean
}

/** One comparison of a request's value with those of the policy: one match is enough. */
export type Condition =
  | ({
      readonly kind: 'text'
      readonly comparison: TextComparison
      readonly key: KeyOf<'text'>
      readonly values: readonly string[]
    } & Comparing)
  | ({
      readonly kind: 'number'
      readonly comparison: OrderComparison
      readonly key: KeyOf<'number'>
      readonly values: readonly number[]
    } & Comparing)
  | ({
      readonly kind: 'instant'
      readonly comparison: OrderComparison
      readonly key: KeyOf<'instant'>
      readonly values: readonly Date[]
    } & Comparing)
  | ({ readonly kind: 'boolean'; readonly key: KeyOf<'boolean'>; readonly values: readonly boolean[] } & Comparing)
  | ({ readonly kind: 'address'; readonly key: KeyOf<'address'>; readonly values: readonly AddressRange[] } & Comparing)
  | {
      /** `true` among the values lets a missing key pass, `false` a present one. */
      readonly kind: 'presence'
      /** An empty text counts as missing. */
      readonly isEmptyMissing: boolean
      readonly key: ConditionKey
      readonly values: readonly boolean[]
    }
