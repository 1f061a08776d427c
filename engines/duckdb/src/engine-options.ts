import type { DatabaseOptions } from './database.js'

/** What every instance of the engine is opened with: its share of the machine, and nothing that it fetches by itself. */
export function engineOptions({
  threads = 2,
  memoryLimitBytes = 2 ** 30,
}: Pick<DatabaseOptions, 'threads' | 'memoryLimitBytes'>): Record<string, string> {
  return {
    threads: String(threads),
    memory_limit: `${Math.ceil(memoryLimitBytes / 2 ** 20)}MiB`,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  }
}
