import type { LegalHold, PersonErasure, PurgeDay, RetentionStore } from '@deskledger/domain'

/** Legal holds in memory, and a preview that a test sets; engines are tested by their own suite. */
export class RememberedHolds implements RetentionStore {
  holds: LegalHold[] = []
  days: readonly PurgeDay[] = []
  readonly previewed: Date[] = []
  readonly erased: [projectId: string, userName: string][] = []

  async addLegalHold(hold: LegalHold): Promise<void> {
    this.holds.push(hold)
  }

  async listLegalHolds(projectId: string): Promise<readonly LegalHold[]> {
    return this.holds.filter((hold) => hold.projectId === projectId)
  }

  async removeLegalHold(projectId: string, id: string): Promise<boolean> {
    const before = this.holds.length
    this.holds = this.holds.filter((hold) => hold.projectId !== projectId || hold.id !== id)
    return this.holds.length < before
  }

  async previewPurge(_projectId: string, limit: Date): Promise<readonly PurgeDay[]> {
    this.previewed.push(limit)
    return this.days
  }

  async legalHoldsOver(projectId: string, userName: string): Promise<readonly string[]> {
    return this.holds.filter((hold) => hold.projectId === projectId && hold.userName === userName).map(({ id }) => id)
  }

  async erasePerson(projectId: string, userName: string): Promise<PersonErasure> {
    this.erased.push([projectId, userName])
    return { recordCount: 3, heldBy: [] }
  }

  async purge(): Promise<never> {
    throw new Error('requests purge nothing')
  }

  async lastPurge(): Promise<undefined> {
    return undefined
  }
}
