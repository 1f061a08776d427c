import type { DatabaseOptions } from './database.js'

/** Of its memory, what the engine counts: its buffers. What it allocates beside them was measured to be three tenths. */
const BUFFER_SHARE = 0.7

/** What every instance of the engine is opened with: its share of the machine, and nothing that it fetches by itself. */
export function engineOptions({
  threads = 2,
  memoryLimitBytes = 2 ** 30,
}: Pick<DatabaseOptions, 'threads' | 'memoryLimitBytes'>): Record<string, string> {
  return {
    threads: String(threads),
    memory_limit: `${Math.ceil((memoryLimitBytes * BUFFER_SHARE) / 2 ** 20)}MiB`,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  }
}
