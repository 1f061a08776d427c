import { availableParallelism, totalmem } from 'node:os'

/** What the engine takes of a machine unless somebody says otherwise: every processor, and a quarter of the memory. */
export const MACHINE_SHARE = {
  threads: availableParallelism(),
  /** At least half a gigabyte, and at most four. */
  memoryLimitBytes: Math.min(4 * 2 ** 30, Math.max(2 ** 29, Math.floor(totalmem() / 4))),
} as const
