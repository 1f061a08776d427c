import { OPERATIONS, type OperationId } from '@deskledger/contract'
import type { Route } from './route-of.fixture.js'

interface Counts {
  sent: number
  succeeded: number
}

/** Counts what was sent and what came back. */
export class Figures {
  private readonly byStatus = new Map<string, number>()
  private readonly byOperation = new Map<OperationId, Counts>(
    (Object.keys(OPERATIONS) as OperationId[]).map((id) => [id, { sent: 0, succeeded: 0 }]),
  )
  total = 0

  count(operation: Route['operation'], status: number | 'none'): void {
    this.total += 1
    this.byStatus.set(String(status), (this.byStatus.get(String(status)) ?? 0) + 1)
    const counts = isOperation(operation) ? this.byOperation.get(operation) : undefined
    if (counts === undefined) return
    counts.sent += 1
    if (Number(status) < 300) counts.succeeded += 1
  }

  /** Operations that were asked less often than this, or never with success. */
  neglected(atLeast: number): OperationId[] {
    const all = [...this.byOperation]
    return all.filter(([, { sent, succeeded }]) => sent < atLeast || succeeded === 0).map(([id]) => id)
  }

  /** As a few lines for people. */
  toString(): string {
    const statuses = [...this.byStatus].sort().map(([status, count]) => `${status}: ${count}`)
    const operations = [...this.byOperation].map(([id, { sent, succeeded }]) => `${id} ${succeeded}/${sent}`)
    return `${this.total} requests\n${statuses.join(', ')}\n${operations.join(', ')}`
  }
}

function isOperation(operation: Route['operation']): operation is OperationId {
  return operation !== undefined && Object.hasOwn(OPERATIONS, operation)
}
