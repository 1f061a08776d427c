import {
  type AuditEntry,
  type AuditEvent,
  type AuditLog,
  AuditLogUnavailableError,
  type AuditQuery,
  type ErasureOrder,
} from '@deskledger/domain'

/** Remembers what it was told and asked; real ones are tested by their conformance suite. */
export class RememberedAuditLog implements AuditLog {
  readonly events: (AuditEvent & { isDone: boolean })[] = []
  readonly asked: (AuditQuery | ErasureOrder)[] = []
  /** What fails: nothing, only what is to be recorded, or everything. */
  failing: 'nothing' | 'append' | 'all' = 'nothing'

  async append(event: AuditEvent, { isDone = false } = {}): Promise<AuditEntry> {
    if (this.failing !== 'nothing') throw new AuditLogUnavailableError()
    this.events.push({ ...event, isDone })
    return this.entry(event, this.events.length)
  }

  async ready(): Promise<void> {
    if (this.failing === 'all') throw new AuditLogUnavailableError()
  }

  async list(query: AuditQuery) {
    this.asked.push(query)
    return { entries: this.events.map((event, at) => this.entry(event, at + 1)), next: 7 }
  }

  async erase(order: ErasureOrder): Promise<number> {
    this.asked.push(order)
    return 2
  }

  async checkpoint(): Promise<string> {
    return '{"payload":"e30="}'
  }

  async close(): Promise<void> {}

  private entry({ ...event }: AuditEvent, sequence: number): AuditEntry {
    return { ...event, sequence, previous: 'p', hash: 'h', erased: [] }
  }
}
