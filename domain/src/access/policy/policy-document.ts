import type { Condition } from './condition.js'

/** Grammars of policies: `1.0` is a role, which only the system defines (spec/auth.md 5.1), `5.0` an identity policy (5.2). */
export type PolicyVersion = '1.0' | '1.1' | '5.0'

/** Grammars that users may write. */
export type WritableVersion = Exclude<PolicyVersion, '1.0'>

/** A policy as it is evaluated: both grammars become this. Plain data; `parsePolicy` makes it. */
export interface PolicyDocument {
  readonly version: PolicyVersion
  readonly statements: readonly PolicyStatement[]
}

/** What a statement does to a request that it applies to. */
export type Effect = 'Allow' | 'Deny'

/** Applies to a request whose action and resource are meant, when all conditions hold. */
export interface PolicyStatement {
  /** A label of the author's, only for people. */
  readonly sid?: string | undefined
  readonly effect: Effect
  /** In folded case, since no two actions differ by case only: a Deny in another spelling must not be void. */
  readonly actions: PatternSet
  /** As written. An absent `Resource` is `*`. */
  readonly resources: PatternSet
  readonly conditions: readonly Condition[]
}

/** Patterns with `*` and `?`, compared part by part between colons; the pattern `*` means everything. */
export interface PatternSet {
  readonly patterns: readonly string[]
  /** Everything that no pattern matches is meant (`NotAction`, `NotResource`). */
  readonly isNegated: boolean
}

/** What an absent `Resource` means. */
export const EVERYTHING: PatternSet = { patterns: ['*'], isNegated: false }
