import { DirectoryConflictError, EntityNotFoundError } from '../access/errors.js'
import type { Clock } from '../ports/clock.js'
import type { PurgeDay, RetentionStore } from '../ports/retention-store.js'
import type { LegalHold } from './legal-hold.js'
import { nextDayOf, purgeLimit } from './purge-day.js'

/** Legal holds of one project; each is compared with every record that is old enough. */
export const MAX_LEGAL_HOLDS = 1_000

/** What keeping and removing needs. */
export interface RetentionParts {
  readonly records: RetentionStore
  readonly clock: Clock
  /** Days that records stay; 0 is for ever. */
  readonly retentionDays: number
}

/** What the next purge would do. */
export interface PurgePreview {
  readonly retentionDays: number
  /** Midnight of UTC. */
  readonly runsAt: Date
  /** What started before goes; undefined when records are kept for ever. */
  readonly startedBefore: Date | undefined
  readonly days: readonly PurgeDay[]
}

/** How long records stay, and which of them whatever their age. */
export class Retention {
  constructor(private readonly parts: RetentionParts) {}

  /** @throws {DirectoryConflictError} the project has as many as it can */
  async addHold(hold: Omit<LegalHold, 'createdAt'>): Promise<LegalHold> {
    const { records, clock } = this.parts
    if ((await this.holds(hold.projectId)).length >= MAX_LEGAL_HOLDS) {
      throw new DirectoryConflictError(`The project has ${MAX_LEGAL_HOLDS} legal holds already.`)
    }
    const made = { ...hold, createdAt: clock() }
    await records.addLegalHold(made)
    return made
  }

  holds(projectId: string): Promise<readonly LegalHold[]> {
    return this.parts.records.listLegalHolds(projectId)
  }

  /** @throws {EntityNotFoundError} the project has no such hold */
  async removeHold(projectId: string, id: string): Promise<void> {
    if (!(await this.parts.records.removeLegalHold(projectId, id))) throw new EntityNotFoundError('legal hold', id)
  }

  /**
   * What the purge of the coming night would do in a project, if nothing changed until then.
   * @param days asks what it would do with another retention, before that is set
   */
  async preview(
    projectId: string,
    { days, signal }: { readonly days?: number | undefined; readonly signal?: AbortSignal } = {},
  ): Promise<PurgePreview> {
    const { records, clock, retentionDays: set } = this.parts
    const retentionDays = days ?? set
    const runsAt = nextDayOf(clock())
    const startedBefore = purgeLimit(runsAt, retentionDays)
    const found =
      startedBefore === undefined
        ? []
        : await records.previewPurge(projectId, startedBefore, signal === undefined ? {} : { signal })
    return { retentionDays, runsAt, startedBefore, days: found }
  }
}
