/** Counts what is under way, for each name apart; a name without anything takes no memory. */
export class Tally {
  private readonly counts = new Map<string, number>()

  /** @returns false when there are `max` of the name already, and nothing is counted */
  take(name: string, max: number): boolean {
    const count = this.counts.get(name) ?? 0
    if (count >= max) return false
    this.counts.set(name, count + 1)
    return true
  }

  giveBack(name: string): void {
    const count = this.counts.get(name) ?? 0
    if (count > 1) this.counts.set(name, count - 1)
    else this.counts.delete(name)
  }
}
