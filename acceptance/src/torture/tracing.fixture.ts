import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Ledger } from '../ledger.fixture.js'

/** System calls of a process that fail as long as they are traced. */
export interface Tracer {
  end(): Promise<void>
}

/** Why this machine or user cannot trace processes that run; undefined when they can. */
export async function whyNoTracing(): Promise<string | undefined> {
  const traced = spawn('sleep', ['10'], { stdio: 'ignore' })
  try {
    const tracer = await trace(traced.pid ?? 0, [])
    await tracer.end()
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  } finally {
    traced.kill()
  }
}

/** The files that a batch is kept in before it is named. */
const DATABASE_FILES = ['ledger.duckdb', 'ledger.duckdb.wal']

/**
 * Has every sync of some files fail, as a dying disk does; ends with the tracer.
 * @param names within the data directory. @default the database and its log
 */
export async function failSyncs(
  { processId, dataDirectory }: Ledger,
  names: readonly string[] = DATABASE_FILES,
): Promise<Tracer> {
  const files = names.flatMap((name) => ['-P', join(dataDirectory, name)])
  const inject = ['-e', 'trace=fsync,fdatasync', '-e', 'inject=fsync,fdatasync:error=EIO']
  const tracer = await trace(processId, ['-f', ...files, ...inject])
  // Each thread is attached by itself.
  await pause(300)
  return tracer
}

/** @throws {Error} strace is missing, or may not */
async function trace(processId: number, args: readonly string[]): Promise<Tracer> {
  const tracer = spawn('strace', ['-o', '/dev/null', ...args, '-p', String(processId)])
  const cannotStart = once(tracer, 'error').then(([error]) => Promise.reject(error))
  const [said] = (await Promise.race([once(tracer.stderr, 'data'), cannotStart])) as [Buffer]
  if (!/attached/.test(said.toString())) throw new Error(said.toString().trim())
  return {
    async end() {
      const ended = once(tracer, 'close')
      tracer.kill('SIGINT')
      await ended
    },
  }
}
