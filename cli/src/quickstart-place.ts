import { mkdtemp, readdir } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { systemCode, UsageError } from './failures.js'

/**
 * The data directory of a quickstart: a fresh one among the temporary files, or the one that is named.
 * @throws {UsageError} the named one is not a directory, or not empty
 */
export async function quickstartDirectory(named: string | undefined): Promise<string> {
  if (named === undefined) return mkdtemp(join(tmpdir(), 'deskledger-quickstart-'))
  const path = resolve(named)
  try {
    if ((await readdir(path)).length === 0) return path
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return path
    throw new UsageError([`--data-dir ${named} cannot be used: ${error instanceof Error ? error.message : error}.`])
  }
  throw new UsageError([`--data-dir ${named} is not empty; quickstart makes a new ledger. Name another one.`])
}

/** The port if nobody listens there, else 0, which means any free one. */
export function freePortOr0(port: number): Promise<number> {
  return new Promise((done) => {
    const probe = createServer()
    probe.once('error', () => done(0))
    probe.listen(port, '127.0.0.1', () => probe.close(() => done(port)))
  })
}
