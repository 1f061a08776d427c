import type { OrderComparison, TextComparison } from './condition.js'
import type { WritableVersion } from './policy-document.js'

/** What an operator's name means; suffixes come on top. */
export type Operator =
  | { readonly kind: 'text'; readonly comparison: TextComparison; readonly isNegated: boolean }
  | { readonly kind: 'number'; readonly comparison: OrderComparison; readonly isNegated: boolean }
  | { readonly kind: 'instant'; readonly comparison: OrderComparison; readonly isNegated: boolean }
  | { readonly kind: 'boolean'; readonly isNegated: boolean }
  | { readonly kind: 'address'; readonly isNegated: boolean }
  | { readonly kind: 'presence'; readonly isEmptyMissing: boolean }

type Row = readonly [name: string, operator: Operator]

const TEXT: readonly Row[] = [
  ['StringEquals', { kind: 'text', comparison: 'equals', isNegated: false }],
  ['StringNotEquals', { kind: 'text', comparison: 'equals', isNegated: true }],
  ['StringEqualsIgnoreCase', { kind: 'text', comparison: 'equals-ignoring-case', isNegated: false }],
  ['StringNotEqualsIgnoreCase', { kind: 'text', comparison: 'equals-ignoring-case', isNegated: true }],
  ['StringEndWith', { kind: 'text', comparison: 'ends-with', isNegated: false }],
]

const ORDER: readonly Row[] = [
  ['NumberEquals', { kind: 'number', comparison: 'equals', isNegated: false }],
  ['NumberNotEquals', { kind: 'number', comparison: 'equals', isNegated: true }],
  ['NumberLessThan', { kind: 'number', comparison: 'less', isNegated: false }],
  ['NumberLessThanEquals', { kind: 'number', comparison: 'less-or-equal', isNegated: false }],
  ['NumberGreaterThan', { kind: 'number', comparison: 'greater', isNegated: false }],
  ['NumberGreaterThanEquals', { kind: 'number', comparison: 'greater-or-equal', isNegated: false }],
  ['DateLessThan', { kind: 'instant', comparison: 'less', isNegated: false }],
  ['DateLessThanEquals', { kind: 'instant', comparison: 'less-or-equal', isNegated: false }],
  ['DateGreaterThan', { kind: 'instant', comparison: 'greater', isNegated: false }],
  ['DateGreaterThanEquals', { kind: 'instant', comparison: 'greater-or-equal', isNegated: false }],
  ['Bool', { kind: 'boolean', isNegated: false }],
]

/**
 * The operators of each grammar (spec/auth.md 5.1 and 5.2). The source for 1.1 tells of text operators only, but the keys
 * `g:CurrentTime`, `g:MFAAge` and `g:MFAPresent` belong to 1.1 as well and the vendor's example asks `Bool` of the last:
 * so numbers, dates and booleans can be compared in both. That 5.0 has StringEndWith follows from StringEndWithIfExists.
 */
export const OPERATORS: Readonly<Record<WritableVersion, ReadonlyMap<string, Operator>>> = {
  '1.1': new Map<string, Operator>([
    ...TEXT,
    ['StringLike', { kind: 'text', comparison: 'matches', isNegated: false }],
    ['StringNotLike', { kind: 'text', comparison: 'matches', isNegated: true }],
    ['StringStartWith', { kind: 'text', comparison: 'starts-with', isNegated: false }],
    ...ORDER,
    ['IsNullOrEmpty', { kind: 'presence', isEmptyMissing: true }],
  ]),
  '5.0': new Map<string, Operator>([
    ...TEXT,
    ['StringMatch', { kind: 'text', comparison: 'matches', isNegated: false }],
    ['StringNotMatch', { kind: 'text', comparison: 'matches', isNegated: true }],
    ...ORDER,
    ['IpAddress', { kind: 'address', isNegated: false }],
    ['NotIpAddress', { kind: 'address', isNegated: true }],
    ['Null', { kind: 'presence', isEmptyMissing: false }],
  ]),
}
