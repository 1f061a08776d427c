/** Work that goes on beside what is measured. */
export interface Beside {
  /** Does one piece of it. @returns how much was done, in its own unit */
  next(): Promise<number>
  /** Leaves nothing behind. */
  close(): Promise<void>
}

/** What was measured while something else went on. */
export interface MeasuredBeside<T> {
  readonly result: T
  /** What was done beside it, each second. */
  readonly besidePerSecond: number
}

/** Measures `work` while pieces of something else are done, one after another; the last is waited for. */
export async function measureBeside<T>(beside: Beside, work: () => Promise<T>): Promise<MeasuredBeside<T>> {
  let isMeasuring = true
  const goOn = async (): Promise<number> => {
    let done = 0
    while (isMeasuring) done += await beside.next()
    return done
  }
  const measured = async (): Promise<T> => {
    try {
      return await work()
    } finally {
      isMeasuring = false
    }
  }
  const startedMs = performance.now()
  try {
    const [done, result] = await Promise.all([goOn(), measured()])
    return { result, besidePerSecond: done / ((performance.now() - startedMs) / 1000) }
  } finally {
    await beside.close()
  }
}
