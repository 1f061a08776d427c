/** Records that no purge and no erasure removes, whatever their age. All that is present has to hold of them. */
export interface LegalHold {
  readonly id: string
  readonly projectId: string
  /** Of this user, whole, ignoring case; absent is everybody. */
  readonly userName?: string | undefined
  /** Started at or after this instant; absent is from the first. */
  readonly startedFrom?: Date | undefined
  /** Started at or before this instant; absent is up to the last. */
  readonly startedUntil?: Date | undefined
  /** Why, for whoever asks later; personal data do not belong here. */
  readonly reason: string
  readonly createdAt: Date
  /** Id of the user who ordered it. */
  readonly createdBy: string
}
