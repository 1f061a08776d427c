import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'

/** What was seen of the process while some work ran. */
export interface Watched<T> {
  readonly result: T
  readonly seconds: number
  /** Processor time of the whole process, which other work on the machine changes less than the clock. */
  readonly cpuSeconds: number
  /** Longest time in which JavaScript could not answer anything, in milliseconds. */
  readonly loopBlockMs: number
  /** Highest resident memory seen, above that at the beginning, in MiB. */
  readonly rssGrowthMib: number
}

const RSS_SAMPLE_MS = 50
const LOOP_RESOLUTION_MS = 1
const MIB = 2 ** 20

/** Runs `work` and watches clock, event loop and memory meanwhile. */
export async function watch<T>(work: () => Promise<T>): Promise<Watched<T>> {
  const base = process.memoryUsage.rss()
  let peak = base
  const look = (): void => {
    peak = Math.max(peak, process.memoryUsage.rss())
  }
  const delay = monitorEventLoopDelay({ resolution: LOOP_RESOLUTION_MS })
  const sampler = setInterval(look, RSS_SAMPLE_MS)
  delay.enable()
  const startedMs = performance.now()
  const cpuBefore = process.cpuUsage()
  try {
    const result = await work()
    const seconds = (performance.now() - startedMs) / 1000
    const { user, system } = process.cpuUsage(cpuBefore)
    look()
    const loopBlockMs = Math.max(0, delay.max / 1e6 - LOOP_RESOLUTION_MS)
    return { result, seconds, cpuSeconds: (user + system) / 1e6, loopBlockMs, rssGrowthMib: (peak - base) / MIB }
  } finally {
    delay.disable()
    clearInterval(sampler)
  }
}

const QUIET_WINDOW_MS = 100
const QUIET_SHARE = 0.1

/** Waits until the process uses less than a tenth of a core: the engine works in the background for a while after opening. */
export async function settle(): Promise<void> {
  for (let share = 1; share > QUIET_SHARE; ) {
    const before = process.cpuUsage()
    const startedMs = performance.now()
    await sleep(QUIET_WINDOW_MS)
    const { user, system } = process.cpuUsage(before)
    share = (user + system) / 1000 / (performance.now() - startedMs)
  }
}
