import type { Output } from './io.js'

/** How far something is; without a total only the amount is shown. */
export interface Progress {
  readonly done: number
  readonly total?: number | undefined
  /** What is shown behind the bar. */
  readonly text: string
}

const WIDTH = 24
const REDRAW_MS = 80

/** A line on a terminal that is drawn anew as work goes on. Anywhere else it is silent. */
export class ProgressBar {
  readonly #output: Output
  readonly #now: () => number
  #drawnAtMs = Number.NEGATIVE_INFINITY
  #isDrawn = false

  constructor(output: Output, now: () => number = () => performance.now()) {
    this.#output = output
    this.#now = now
  }

  show(progress: Progress): void {
    if (this.#output.isTTY !== true || this.#now() - this.#drawnAtMs < REDRAW_MS) return
    this.#drawnAtMs = this.#now()
    this.#isDrawn = true
    const line = drawProgress(progress).slice(0, (this.#output.columns ?? 80) - 1)
    this.#output.write(`\r${line}\u001b[K`)
  }

  /** Removes the line. Harmless when nothing was drawn. */
  clear(): void {
    if (this.#isDrawn) this.#output.write('\r\u001b[K')
    this.#isDrawn = false
    this.#drawnAtMs = Number.NEGATIVE_INFINITY
  }
}

/** `[████░░░░]  50% text`, or the text alone while the total is unknown. */
export function drawProgress({ done, total, text }: Progress): string {
  if (total === undefined) return text
  const share = total === 0 ? 1 : Math.min(1, Math.max(0, done / total))
  const filled = Math.round(share * WIDTH)
  const percent = `${Math.floor(share * 100)}%`.padStart(4)
  return `[${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)}] ${percent} ${text}`
}
