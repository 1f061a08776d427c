import type { CutOff } from '@deskledger/domain'

/** A state of the ledger. Both numbers only ever grow, so that of two states one is the older in both. */
interface State {
  readonly sequence: number
  readonly removals: number
}

/** The cut-offs that somebody holds, each as often as it is held. */
export class HeldCutOffs {
  private readonly holders = new Map<string, State & { count: number }>()

  get oldest(): State | undefined {
    return this.ordered()[0]
  }

  get newest(): State | undefined {
    return this.ordered().at(-1)
  }

  add({ sequence, removals = 0 }: CutOff): void {
    const key = `${sequence}/${removals}`
    this.holders.set(key, { sequence, removals, count: (this.holders.get(key)?.count ?? 0) + 1 })
  }

  /** One hold ends. @returns whether there was one */
  remove({ sequence, removals = 0 }: CutOff): boolean {
    const key = `${sequence}/${removals}`
    const state = this.holders.get(key)
    if (state === undefined) return false
    if (state.count > 1) state.count -= 1
    else this.holders.delete(key)
    return true
  }

  private ordered(): State[] {
    return [...this.holders.values()].sort((a, b) => a.sequence - b.sequence || a.removals - b.removals)
  }
}
