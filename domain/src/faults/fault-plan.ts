import { DirectoryConflictError } from '../access/errors.js'
import type { Fault } from './fault.js'

/** A fault, and how often it will still strike. */
export interface PlannedFault {
  readonly fault: Fault
  readonly times: number
}

/** Faults that one project may have before it. */
export const MAX_PLANNED_FAULTS = 100

/** What is to go wrong next, by project. Kept in memory only: a server that starts again has no faults. */
export class FaultPlan {
  private readonly plans = new Map<string, readonly PlannedFault[]>()

  /** Those that have not struck as often as they are to, next first. */
  list(projectId: string): readonly PlannedFault[] {
    return this.plans.get(projectId) ?? []
  }

  /** Adds one after those there are. @throws {DirectoryConflictError} there are `MAX_PLANNED_FAULTS` */
  add(projectId: string, planned: PlannedFault): void {
    const before = this.list(projectId)
    if (before.length >= MAX_PLANNED_FAULTS) {
      throw new DirectoryConflictError(
        `The project has ${MAX_PLANNED_FAULTS} faults before it already; clear them first.`,
      )
    }
    this.plans.set(projectId, [...before, planned])
  }

  clear(projectId: string): void {
    this.plans.delete(projectId)
  }

  /** The next fault that fits, which has then struck once more. */
  strike<Kind extends Fault>(projectId: string, fits: (fault: Fault) => fault is Kind): Kind | undefined {
    const plan = this.list(projectId)
    for (const [at, { fault, times }] of plan.entries()) {
      if (!fits(fault)) continue
      const rest = times > 1 ? [{ fault, times: times - 1 }] : []
      this.plans.set(projectId, [...plan.slice(0, at), ...rest, ...plan.slice(at + 1)])
      return fault
    }
    return undefined
  }
}
