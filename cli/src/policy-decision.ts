import type { PolicyTestResult } from '@deskledger/client'

/** The outcome of a policy test in one line, with the statement that decided. */
export function decisionLine({ outcome, reason, decided_by: by }: PolicyTestResult): string {
  const told = `${outcome}: ${reason.replace(/\.?$/, '.')}`
  if (by === undefined) return told
  const statement = `statement ${by.statement}${by.sid === undefined ? '' : ` (${by.sid})`}`
  const grant = by.grant_id === undefined ? '' : `, attached by grant ${by.grant_id}`
  return `${told} Decided by ${statement} of policy ${by.policy_name} (${by.policy_id})${grant}.`
}
