/** Bits a transaction sets; with 24 bits of room for each, about one unknown in 100,000 looks known. */
const PROBES = 8
const BITS_PER_ENTRY = 24

/** Transactions per filter; a full one is followed by the next, so memory grows by 3 bytes a record. */
const CAPACITY = 4_000_000

/**
 * A Bloom filter over every transaction of the ledger: most new lines are certainly new, and need no look at the table.
 * What it calls known may be unknown and is looked up. Hashes are two halves of 64 evenly spread bits.
 */
export class SeenTransactions {
  private readonly filters: { readonly words: Uint32Array; count: number }[] = []

  add(low: number, high: number): void {
    let filter = this.filters.at(-1)
    if (filter === undefined || filter.count >= CAPACITY) {
      filter = { words: new Uint32Array((CAPACITY * BITS_PER_ENTRY) / 32), count: 0 }
      this.filters.push(filter)
    }
    filter.count += 1
    for (let probe = 0; probe < PROBES; probe += 1) {
      const bit = bitOf(low, high, probe)
      const word = bit >>> 5
      filter.words[word] = (filter.words[word] ?? 0) | (1 << (bit & 31))
    }
  }

  /** False when the transaction was never added. */
  mayHave(low: number, high: number): boolean {
    return this.filters.some(({ words }) => {
      for (let probe = 0; probe < PROBES; probe += 1) {
        const bit = bitOf(low, high, probe)
        if (((words[bit >>> 5] ?? 0) & (1 << (bit & 31))) === 0) return false
      }
      return true
    })
  }
}

/** Double hashing (Kirsch and Mitzenmacher 2006): the probes of one entry, from two hashes. */
function bitOf(low: number, high: number, probe: number): number {
  return (low + probe * ((high | 1) >>> 0)) % (CAPACITY * BITS_PER_ENTRY)
}
