import type { Ledger } from '../ledger.fixture.js'

/** What `/readyz` says, which has a second for it. */
export async function readinessOf({ endpoint }: Pick<Ledger, 'endpoint'>): Promise<string> {
  const answer = await fetch(`${endpoint}/readyz`, { signal: AbortSignal.timeout(1_000) })
  const { status } = (await answer.json()) as { status: string }
  if (answer.ok !== (status === 'ready')) throw new Error(`${answer.status} says ${status}`)
  return status
}
