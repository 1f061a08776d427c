import { ApiError, ConnectionError } from './errors.js'

/**
 * When a request is sent again. Before try n + 1 the client waits
 * `random(0.5 … 1) × min(maxDelayMs, firstDelayMs × 2^(n − 1))` milliseconds, or as long as Retry-After asks if that is
 * longer.
 */
export interface RetryOptions {
  /** Tries in all; 1 never repeats. @default 4 */
  readonly attempts?: number
  /** Longest wait after the first try, in milliseconds. @default 200 */
  readonly firstDelayMs?: number
  /** Bound of the growing wait, in milliseconds. @default 10_000 */
  readonly maxDelayMs?: number
  /** The error is thrown at once when Retry-After asks for more than this, in milliseconds. @default 60_000 */
  readonly maxRetryAfterMs?: number
  /** From 0 included to 1 excluded; spreads clients that failed together. @default Math.random */
  readonly random?: () => number
  /** Waits; rejects when the signal aborts. @default a timer */
  readonly wait?: (delayMs: number, signal: AbortSignal | undefined) => Promise<void>
}

/**
 * What may be repeated. `always`: repeating does no harm. `refused`: only after an answer that says that nothing was
 * done, because each request that gets through has an effect of its own.
 */
export type Repeatable = 'always' | 'refused'

/** Answers that say: nothing was done, come back later. */
const REFUSED_FOR_NOW = [429, 503]

/** How long to wait before the next try. @returns undefined when there is to be none */
export function retryDelayMs(
  error: unknown,
  attempt: number,
  repeatable: Repeatable,
  options: RetryOptions,
): number | undefined {
  const { attempts = 4, firstDelayMs = 200, maxDelayMs = 10_000, maxRetryAfterMs = 60_000 } = options
  const { random = Math.random } = options
  if (attempt >= attempts) return undefined
  const isRefused = error instanceof ApiError && REFUSED_FOR_NOW.includes(error.status)
  const isLost = error instanceof ConnectionError && repeatable === 'always'
  if (!isRefused && !isLost) return undefined
  const retryAfterMs = isRefused ? (error.retryAfterMs ?? 0) : 0
  if (retryAfterMs > maxRetryAfterMs) return undefined
  const grownMs = Math.min(maxDelayMs, firstDelayMs * 2 ** (attempt - 1))
  return Math.max(retryAfterMs, grownMs * (0.5 + random() / 2))
}
