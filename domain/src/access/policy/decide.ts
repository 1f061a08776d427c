import { foldCase } from '../../connection-record/case-folding.js'
import type { PolicyDocument } from './policy-document.js'
import { type AccessRequest, statementApplies } from './statement-applies.js'

/** A policy that counts for the user who asks, by whatever group or grant. */
export interface AttachedPolicy {
  readonly policyId: string
  readonly name: string
  readonly document: PolicyDocument
}

/** The statement that decided. */
export interface DecidingStatement {
  readonly policyId: string
  readonly policyName: string
  /** Its place in the policy, from 0. */
  readonly statement: number
  readonly sid?: string | undefined
}

/** Only `allow` lets the request pass; `implicit-deny`: no statement applied. */
export interface Decision {
  readonly outcome: 'allow' | 'explicit-deny' | 'implicit-deny'
  /** The first statement with this outcome; absent for `implicit-deny`. */
  readonly decidedBy?: DecidingStatement | undefined
}

/**
 * Any Deny that applies, else any Allow that applies, else no (spec/auth.md 5.1 and 5.2). Policies of both grammars count
 * together: how an account that has both is decided is not documented, and so a Deny is never lost. The outcome does not
 * depend on the order of policies or statements.
 */
export function decide(policies: readonly AttachedPolicy[], request: AccessRequest): Decision {
  const folded = { ...request, action: foldCase(request.action) }
  let allowed: Decision | undefined
  for (const { policyId, name, document } of policies) {
    for (const [index, statement] of document.statements.entries()) {
      if (!statementApplies(statement, folded)) continue
      const decidedBy = { policyId, policyName: name, statement: index, sid: statement.sid }
      if (statement.effect === 'Deny') return { outcome: 'explicit-deny', decidedBy }
      allowed ??= { outcome: 'allow', decidedBy }
    }
  }
  return allowed ?? { outcome: 'implicit-deny' }
}
