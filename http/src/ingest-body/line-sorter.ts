import { isUtf8 } from 'node:buffer'
import { LIMITS } from '@deskledger/contract'
import { ApiFailure } from '../answer/api-failure.js'
import { LineNumbers } from './line-numbers.js'

/** Why a line is not even given to the engine. */
export type SpoolProblem = { readonly kind: 'not-utf8' | 'line-too-long' | 'nested-too-deep' }

/** A line that was left out, by its number in the body. */
export interface SpoolRefusal {
  readonly line: number
  readonly problem: SpoolProblem
}

const LINE_FEED = 10
const CARRIAGE_RETURN = 13
const SPACE = 32
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf])

/**
 * Sorts the lines of a body: those for the engine, blank ones, refused ones. Works on whole pieces; what is good passes
 * in runs of many lines, so that a line costs little more than finding its end.
 */
export class LineSorter {
  readonly numbers = new LineNumbers()
  /** The first refusals, at most `maxRefusals`. */
  readonly refusals: SpoolRefusal[] = []
  private refused = 0
  private overlong = 0
  private blank = 0
  private isAtStart = true
  /** The beginning of a line whose end has not come yet. */
  private held: Buffer[] = []
  private heldBytes = 0
  /** The line is too long already; its rest is not kept. */
  private isOverlong = false

  constructor(private readonly maxRefusals: number) {}

  get refusedCount(): number {
    return this.refused
  }

  /** Of them, lines that were too long. */
  get overlongCount(): number {
    return this.overlong
  }

  /**
   * Takes the next piece of the body, which is changed: a carriage return before a line feed becomes a space.
   *
   * @returns runs of whole lines for the engine
   * @throws {ApiFailure} `tooLarge`: too many lines
   */
  take(piece: Buffer): Buffer[] {
    const end = piece.lastIndexOf(LINE_FEED) + 1
    if (end === 0) {
      this.hold(piece)
      return []
    }
    const whole = piece.subarray(0, end)
    const region = this.held.length === 0 ? whole : Buffer.concat([...this.held, whole])
    this.held = []
    this.heldBytes = 0
    const runs = this.sort(region)
    this.hold(piece.subarray(end))
    return runs
  }

  /** Ends the body; its last line may lack the line feed. */
  finish(): Buffer[] {
    return this.heldBytes > 0 || this.isOverlong ? this.take(Buffer.of(LINE_FEED)) : []
  }

  /** Leaves out the next line, for a reason that is known already. */
  refuse(kind: SpoolProblem['kind']): void {
    this.refused += 1
    if (kind === 'line-too-long') this.overlong += 1
    const line = this.numbers.skip()
    if (this.refusals.length < this.maxRefusals) this.refusals.push({ line, problem: { kind } })
    this.checkCounts()
  }

  private hold(piece: Buffer): void {
    if (this.isOverlong || piece.byteLength === 0) return
    this.held.push(piece)
    this.heldBytes += piece.byteLength
    // One byte more than a line may have: it can be the carriage return of the line's end.
    const most = LIMITS.ingestLineBytes + 1 + (this.isAtStart ? BYTE_ORDER_MARK.byteLength : 0)
    if (this.heldBytes <= most) return
    this.held = []
    this.heldBytes = 0
    this.isOverlong = true
  }

  /** A region begins where a line begins (or where the rest of an overlong one goes on) and ends with a line's end. */
  private sort(region: Buffer): Buffer[] {
    const runs: Buffer[] = []
    const isAllUtf8 = isUtf8(region)
    let at = this.isAtStart && region.subarray(0, 3).equals(BYTE_ORDER_MARK) ? 3 : 0
    let runStart = at
    this.isAtStart = false
    while (at < region.byteLength) {
      const lineFeed = region.indexOf(LINE_FEED, at)
      const isKept = this.judge(region, at, lineFeed, isAllUtf8)
      if (!isKept && runStart < at) runs.push(region.subarray(runStart, at))
      at = lineFeed + 1
      if (!isKept) runStart = at
    }
    if (runStart < region.byteLength) runs.push(region.subarray(runStart))
    return runs
  }

  /** Whether the line from `start` to the line feed goes to the engine. */
  private judge(region: Buffer, start: number, lineFeed: number, isAllUtf8: boolean): boolean {
    let end = lineFeed
    if (end > start && region[end - 1] === CARRIAGE_RETURN) {
      end -= 1
      // Blank space in JSON like any other, but no longer part of a line's end, of which readers have several ideas.
      region[end] = SPACE
    }
    if (this.isOverlong || end - start > LIMITS.ingestLineBytes) {
      this.isOverlong = false
      this.refuse('line-too-long')
      return false
    }
    if (isBlank(region, start, end)) {
      this.blank += 1
      this.numbers.skip()
      this.checkCounts()
      return false
    }
    if (!isAllUtf8 && !isUtf8(region.subarray(start, end))) {
      this.refuse('not-utf8')
      return false
    }
    this.numbers.write()
    this.checkCounts()
    return true
  }

  /** Blank lines do not count as lines, but there may not be more of them. */
  private checkCounts(): void {
    if (this.numbers.writtenCount + this.refused > LIMITS.ingestLineCount || this.blank > LIMITS.ingestLineCount) {
      throw new ApiFailure('tooLarge', `A body may have ${LIMITS.ingestLineCount} lines; divide it.`, {
        sizeLimit: 'ingestLineCount',
      })
    }
  }
}

/** Whether JSON's blank space is all there is; the first byte tells for nearly every line. */
function isBlank(region: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) {
    const byte = region[at]
    if (byte !== SPACE && byte !== 9 && byte !== CARRIAGE_RETURN) return false
  }
  return true
}
