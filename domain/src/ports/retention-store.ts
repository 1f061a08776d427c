import type { LegalHold } from '../retention/legal-hold.js'

/** What a purge removed. */
export interface PurgeOutcome {
  readonly deletedCount: number
  /** Records that are old enough and stayed because of a legal hold. */
  readonly heldCount: number
}

/** What a purge would do with the records that started on one day of UTC. */
export interface PurgeDay {
  readonly day: Date
  readonly deletedCount: number
  readonly heldCount: number
}

/** What erasing a person did. */
export interface PersonErasure {
  /** Records that told who it was. */
  readonly recordCount: number
  /** Ids of the legal holds that forbid it; then nothing was erased. */
  readonly heldBy: readonly string[]
}

/** Removes records by age, and keeps those under legal hold. It shares its engine with the record store. */
export interface RetentionStore {
  /** Durable when it resolves; no purge removes what it covers from then on. */
  addLegalHold(hold: LegalHold): Promise<void>
  /** Oldest first. */
  listLegalHolds(projectId: string): Promise<readonly LegalHold[]>
  /** @returns whether there was one */
  removeLegalHold(projectId: string, id: string): Promise<boolean>
  /** What {@link purge} would do now in one project, oldest day first; days without such records are left out. */
  previewPurge(projectId: string, limit: Date, options?: { signal?: AbortSignal }): Promise<readonly PurgeDay[]>
  /**
   * Removes the records of all projects that started before `limit`, unless a legal hold covers them. It goes in small
   * transactions, between which batches and holds have their turn; cut-offs that are held go on showing what they showed. A
   * record that is delivered again afterwards is a new one.
   * @param limit midnight of UTC
   */
  purge(limit: Date, options?: { signal?: AbortSignal }): Promise<PurgeOutcome>
  /** Ids of the legal holds of this user, and of those that cover a record of the user; ignoring case. */
  legalHoldsOver(projectId: string, userName: string): Promise<readonly string[]>
  /**
   * Erases user name, domain, and names and addresses of the terminal from all records of a user, whole and ignoring case;
   * held cut-offs show them no more, either. All other facts stay. A line delivered later can tell them again.
   */
  erasePerson(projectId: string, userName: string): Promise<PersonErasure>
  /** The limit of the last purge that came to its end, and when that was. */
  lastPurge(): Promise<{ readonly limit: Date; readonly endedAt: Date } | undefined>
}
