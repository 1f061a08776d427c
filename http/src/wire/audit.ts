import type { AuditEntryView, QueryOf } from '@deskledger/contract'
import {
  type AuditEntry,
  type AuditQuery,
  InvalidParameterError,
  type Principal,
  parseInstant,
} from '@deskledger/domain'

/** Whose entries a caller sees: those of the account, and in the founding account those of nobody. */
export function auditScopeOf({ account }: Principal): Pick<AuditQuery, 'accountId' | 'withUnattributed'> {
  return { accountId: account.id, withUnattributed: account.isFounding }
}

/** @throws {InvalidParameterError} the times are the wrong way round */
export function toAuditQuery(principal: Principal, query: QueryOf<'ListAuditEntries'>): AuditQuery {
  const [from, until] = [query.start_time, query.end_time].map((text) =>
    text === undefined ? undefined : parseInstant(text),
  )
  if (from && until && from > until) throw new InvalidParameterError('start_time', 'lies after end_time')
  return {
    ...auditScopeOf(principal),
    userId: query.user_id,
    operation: query.operation,
    outcome: query.outcome,
    from,
    until,
    beforeSequence: query.before_sequence,
    limit: query.limit ?? 100,
  }
}

export function toAuditEntryView(entry: AuditEntry): AuditEntryView {
  const { actor, outcome, address, requestId, target, repeated, erased } = entry
  return {
    sequence: entry.sequence,
    time: entry.at.toISOString(),
    operation: entry.operation,
    status: outcome.status,
    ...optional('error_code', outcome.code),
    actor_kind: actor.kind,
    ...(actor.kind !== 'server' && {
      ...optional('account_id', actor.accountId),
      ...optional('user_name', actor.userName),
      ...optional('access_key', actor.accessKey),
    }),
    ...(actor.kind === 'user' && { user_id: actor.userId, credential: actor.credential }),
    ...optional('address', address),
    ...optional('request_id', requestId),
    target: Object.fromEntries(
      Object.entries(target).map(([name, value]) => [name, typeof value === 'object' ? [...value] : value]),
    ),
    ...optional('repeated', repeated),
    ...(erased.length > 0 && { erased: [...erased] }),
    previous: entry.previous,
    hash: entry.hash,
  }
}

function optional<Name extends string, Value>(name: Name, value: Value | undefined) {
  return (value === undefined ? {} : { [name]: value }) as { [Key in Name]?: Value }
}
