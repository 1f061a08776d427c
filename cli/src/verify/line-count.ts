const LF = 10
const QUOTE = 34

/** Counts lines while bytes pass; a line break within quotes, as RFC 4180 has it, ends none. */
export class LineCount {
  private ended = 0
  private isQuoted = false
  private isBegun = false

  /** @param knowsQuotes as CSV has them */
  constructor(private readonly knowsQuotes: boolean) {}

  add(bytes: Uint8Array): void {
    for (const byte of bytes) {
      if (byte === QUOTE && this.knowsQuotes) this.isQuoted = !this.isQuoted
      if (byte === LF && !this.isQuoted) {
        this.ended += 1
        this.isBegun = false
      } else this.isBegun = true
    }
  }

  /** With the last line, also when nothing ends it. */
  get count(): number {
    return this.ended + (this.isBegun ? 1 : 0)
  }
}
