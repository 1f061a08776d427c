import { useState } from 'react'

/** Up to the first latency a connection is good, up to the second fair, beyond it bad; in milliseconds. */
export type LatencyBands = readonly [goodMs: number, fairMs: number]

/** Below 100 ms nobody notices, above 200 ms everybody does. */
export const DEFAULT_BANDS: LatencyBands = [100, 200]

const KEY = 'deskledger.latency-bands'

/** The bands that were chosen in this browser, and how to choose others. */
export function useLatencyBands(): readonly [LatencyBands, (bands: LatencyBands) => void] {
  const [bands, setBands] = useState(() => readBands(localStorage.getItem(KEY)))
  return [
    bands,
    (chosen) => {
      localStorage.setItem(KEY, JSON.stringify(chosen))
      setBands(chosen)
    },
  ]
}

/** What was kept by this or another version, as far as it still means something. @default 100 and 200 */
export function readBands(kept: string | null): LatencyBands {
  try {
    const [good, fair]: unknown[] = JSON.parse(kept ?? '')
    return isLatency(good) && isLatency(fair) && good < fair ? [good, fair] : DEFAULT_BANDS
  } catch {
    return DEFAULT_BANDS
  }
}

function isLatency(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0
}
