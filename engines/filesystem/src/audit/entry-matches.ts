import type { AuditOutcome, AuditQuery } from '@deskledger/domain'
import type { StoredFacts } from './event-facts.js'

/** Whether an entry belongs to an account, or to none where that is asked for. */
export function belongsTo(
  { actor }: StoredFacts,
  { accountId, withUnattributed }: Pick<AuditQuery, 'accountId' | 'withUnattributed'>,
): boolean {
  return actor.account_id === undefined ? withUnattributed : actor.account_id === accountId
}

/** Whether an entry is one that is asked for. */
export function matches(facts: StoredFacts, query: AuditQuery): boolean {
  const { userId, operation, outcome, from, until } = query
  const at = Date.parse(facts.time)
  return (
    belongsTo(facts, query) &&
    (userId ?? facts.actor.user_id) === facts.actor.user_id &&
    (operation ?? facts.operation) === facts.operation &&
    (outcome === undefined || outcomeOf(facts.outcome.status) === outcome) &&
    (from === undefined || at >= from.getTime()) &&
    (until === undefined || at <= until.getTime())
  )
}

function outcomeOf(status: number): AuditOutcome {
  if (status < 400) return 'success'
  return status === 401 || status === 403 ? 'denied' : 'failed'
}
