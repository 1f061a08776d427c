import { readFile } from 'node:fs/promises'
import { availableParallelism, cpus, totalmem } from 'node:os'
import { MACHINE_SHARE } from '@deskledger/engine-duckdb'

/** What a figure depends on besides the program. */
export interface Machine {
  readonly cpu: string
  readonly cores: number
  readonly memoryBytes: number
  readonly platform: string
  readonly node: string
  readonly engineThreads: number
  readonly engineMemoryBytes: number
  readonly threadPoolSize: string
  /** Versions by package. */
  readonly packages: Readonly<Record<string, string>>
}

/** Facts of this machine and of what runs on it; `others` are versions of packages that are not the bench's own. */
export async function thisMachine(others: Machine['packages'] = {}): Promise<Machine> {
  const ownPackage = await readFile(new URL('../package.json', import.meta.url), 'utf8')
  const { dependencies } = JSON.parse(ownPackage) as { dependencies: Record<string, string> }
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    memoryBytes: totalmem(),
    platform: `${process.platform} ${process.arch}`,
    node: process.version,
    engineThreads: MACHINE_SHARE.threads,
    engineMemoryBytes: MACHINE_SHARE.memoryLimitBytes,
    threadPoolSize: process.env['UV_THREADPOOL_SIZE'] ?? 'default',
    packages: { ...dependencies, ...others },
  }
}
