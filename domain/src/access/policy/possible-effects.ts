import { foldCase } from '../../connection-record/case-folding.js'
import { conditionHolds } from './condition-holds.js'
import type { RequestContext } from './condition-keys.js'
import type { AttachedPolicy } from './decide.js'
import type { PolicyDocument } from './policy-document.js'
import { statementApplies } from './statement-applies.js'

/** Whether it allows anything to anybody: one that only denies grants nothing. */
export function hasAllow({ statements }: PolicyDocument): boolean {
  return statements.some(({ effect }) => effect === 'Allow')
}

/** Whether it denies the action under some conditions. */
export function mayDeny({ statements }: PolicyDocument, action: string): boolean {
  // Statements keep their actions folded, and are asked with folded ones, as `decide` does.
  const request = { action: foldCase(action), context: {} }
  return statements.some(
    (statement) => statement.effect === 'Deny' && statementApplies({ ...statement, conditions: [] }, request),
  )
}

/** Whether some Allow of the policies takes effect in this context, for whatever action and resource. */
export function allowsAnything(policies: readonly AttachedPolicy[], context: RequestContext): boolean {
  const statements = policies.flatMap(({ document }) => document.statements)
  return statements.some(
    ({ effect, conditions }) =>
      effect === 'Allow' && conditions.every((condition) => conditionHolds(condition, context, effect)),
  )
}
