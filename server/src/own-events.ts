import type { AuditEvent } from '@deskledger/domain'
import type { FirstStart } from './found-account.js'

/** A new ledger got its account, project, root user and first access key. */
export function ledgerFounded({ projectId, accessKey }: FirstStart, at: Date): AuditEvent {
  return ownEvent('LedgerFounded', { project_id: projectId, access_key: accessKey }, at)
}

/** The server signs with a key that it did not sign with before. */
export function signingKeyAdded(keyId: string, at: Date): AuditEvent {
  return ownEvent('SigningKeyAdded', { key_id: keyId }, at)
}

/** A purge removed records by age. */
export function recordsPurged(
  limit: Date,
  { deletedCount, heldCount }: { readonly deletedCount: number; readonly heldCount: number },
  at: Date,
): AuditEvent {
  const target = { started_before: limit.toISOString(), deleted_count: `${deletedCount}`, held_count: `${heldCount}` }
  return ownEvent('RecordsPurged', target, at)
}

/** The ledger was recovered after a damage. */
export function ledgerRecovered(target: AuditEvent['target'], at: Date): AuditEvent {
  return ownEvent('LedgerRecovered', target, at)
}

/** Nobody asked for it, so nobody was answered; the status stands for success. */
function ownEvent(operation: string, target: AuditEvent['target'], at: Date): AuditEvent {
  return { at, operation, actor: { kind: 'server' }, target, outcome: { status: 200 } }
}
