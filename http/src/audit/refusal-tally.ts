import type { AuditEvent, Clock } from '@deskledger/domain'

const MINUTE_MS = 60_000

/** Refusals of one minute that are recorded one by one: of one address, and altogether. Beyond, they are counted. */
export const RECORDED_OF_ADDRESS = 20
export const RECORDED_PER_MINUTE = 1_000

interface Count {
  event: AuditEvent
  count: number
}

/**
 * Bounds what strangers can write into the audit log. In each minute the first refusal of a key from an address is
 * recorded, the rest of that pair are counted, and so are all beyond the bounds; counts become one entry each when the
 * minute is over.
 */
export class RefusalTally {
  private minute = 0
  private pairs = new Map<string, Count>()
  /** Beyond the bounds, by address; that of all further addresses has an empty one. */
  private others = new Map<string, Count>()
  private ofAddress = new Map<string, number>()

  constructor(private readonly clock: Clock) {}

  /** Whether this refusal is to be recorded by itself; else it is counted. Call {@link ended} first. */
  isRecorded(event: AuditEvent): boolean {
    const address = event.address ?? ''
    const pair = pairOf(event)
    const known = this.pairs.get(pair)
    if (known !== undefined) return countIn(known, event)
    const already = this.ofAddress.get(address) ?? 0
    if (already >= RECORDED_OF_ADDRESS || this.pairs.size >= RECORDED_PER_MINUTE) return this.countOther(event, address)
    this.ofAddress.set(address, already + 1)
    this.pairs.set(pair, { event, count: 0 })
    return true
  }

  /** Counts a refusal that was to be recorded by itself and could not be. */
  missed(event: AuditEvent): void {
    const known = this.pairs.get(pairOf(event))
    if (known !== undefined) countIn(known, event)
  }

  /** What was counted in the minute that is over; nothing while it goes on. */
  ended(): readonly AuditEvent[] {
    const minute = Math.floor(this.clock().getTime() / MINUTE_MS)
    return minute === this.minute ? [] : this.close(minute)
  }

  /** What was counted until now. */
  close(minute = 0): readonly AuditEvent[] {
    const at = this.clock()
    const counted = [...this.pairs.values(), ...this.others.values()].filter(({ count }) => count > 0)
    this.minute = minute
    this.pairs = new Map()
    this.others = new Map()
    this.ofAddress = new Map()
    return counted.map(({ event, count }) => ({ ...event, at, repeated: count }))
  }

  private countOther(event: AuditEvent, address: string): false {
    const isKnown = this.ofAddress.has(address)
    const place = isKnown ? address : ''
    const what = { ...event, actor: { kind: 'unproven' as const }, ...(isKnown ? {} : { address: undefined }) }
    const other = this.others.get(place)
    if (other === undefined) this.others.set(place, { event: what, count: 1 })
    else countIn(other, what)
    return false
  }
}

function countIn(count: Count, event: AuditEvent): false {
  count.event = event
  count.count += 1
  return false
}

function pairOf({ address, actor }: AuditEvent): string {
  return JSON.stringify(
    actor.kind === 'unproven' ? [address, actor.accountId, actor.userName, actor.accessKey] : [address],
  )
}
