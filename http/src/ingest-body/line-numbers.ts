/**
 * Which line of the body each written line was. Kept is only where lines were skipped, so a body without skipped lines
 * costs nothing.
 */
export class LineNumbers {
  private written = 0
  private skipped = 0
  /** Lines written before each gap, and lines skipped up to and with it; both grow. */
  private readonly gapAfter: number[] = []
  private readonly skippedUntil: number[] = []

  /** Lines written so far. */
  get writtenCount(): number {
    return this.written
  }

  /** The next line is written. */
  write(): void {
    this.written += 1
  }

  /** The next line is left out. @returns its number in the body, from 1 */
  skip(): number {
    this.skipped += 1
    if (this.gapAfter.at(-1) !== this.written) {
      this.gapAfter.push(this.written)
      this.skippedUntil.push(this.skipped)
    } else {
      this.skippedUntil[this.skippedUntil.length - 1] = this.skipped
    }
    return this.written + this.skipped
  }

  /** The number in the body of the written line `ordinal`; both from 1. */
  inBody(ordinal: number): number {
    let low = 0
    let high = this.gapAfter.length
    // Binary search for the first gap that is not before the line.
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.gapAfter[middle] ?? 0) < ordinal) low = middle + 1
      else high = middle
    }
    return ordinal + (this.skippedUntil[low - 1] ?? 0)
  }
}
