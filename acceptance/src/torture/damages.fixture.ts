import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { copyFile, open, readdir, readFile, rm, stat, truncate } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { COMMAND } from '../ledger.fixture.js'

/** How long a server may take to say that it does not start, in milliseconds. */
export const REFUSED_WITHIN_MS = 5_000

export const DATABASE = 'ledger.duckdb'
export const LOG = 'ledger.duckdb.wal'

/** Does something to a data directory that no server runs on. */
export type Damage = (data: string) => Promise<unknown>

/** Turns every bit of some bytes of a file; a negative place counts from its end. */
export function flipped(file: string, place: number, count = 1): Damage {
  return async (data) => {
    const handle = await open(join(data, file), 'r+')
    const { size } = await handle.stat()
    const at = place < 0 ? size + place : place
    const bytes = Buffer.alloc(count)
    await handle.read(bytes, 0, count, at)
    await handle.write(
      bytes.map((byte) => byte ^ 0xff),
      0,
      count,
      at,
    )
    await handle.close()
  }
}

/** Takes the end of the log away. */
export const logCut: Damage = async (data) => truncate(join(data, LOG), (await stat(join(data, LOG))).size - 64)

export const logEmptied: Damage = (data) => truncate(join(data, LOG), 0)

export const logDeleted: Damage = (data) => rm(join(data, LOG))

/** Puts an older database file in place, as somebody does who has a copy of one. */
export function olderDatabase(older: string): Damage {
  return async (data) => {
    await logDeleted(data)
    await copyFile(older, join(data, DATABASE))
  }
}

/** Of everything that is kept under a name: it must stay as it is. @param name the directory itself for all of it */
export async function digestOf(data: string, name: string): Promise<string> {
  const hash = createHash('sha256')
  const entries = await readdir(data, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const kept = files.filter((file) => name === data || relative(data, file).startsWith(name))
  for (const file of kept.sort()) hash.update(file).update(await readFile(file))
  return hash.digest('hex')
}

/** Tries to serve a directory; a server that starts is ended. */
export async function attempt(data: string, userId?: number) {
  const env = { ...process.env, DESKLEDGER_LOG_LEVEL: 'error' }
  const startedAt = performance.now()
  const child = spawn(process.execPath, [COMMAND, 'serve', '--port', '0', '--data-dir', data], {
    env,
    ...(userId === undefined ? {} : { uid: userId, gid: userId }),
  })
  const stdout = textOf(child, 'stdout')
  const stderr = textOf(child, 'stderr')
  child.stdout.once('data', () => child.kill('SIGKILL'))
  const tooLong = setTimeout(() => child.kill('SIGKILL'), 2 * REFUSED_WITHIN_MS)
  const [code] = (await once(child, 'close')) as [number | null]
  clearTimeout(tooLong)
  return { code, stdout: stdout(), stderr: stderr(), tookMs: Math.round(performance.now() - startedAt) }
}

function textOf(child: ChildProcess, name: 'stdout' | 'stderr'): () => string {
  let text = ''
  child[name]?.on('data', (piece: Buffer) => {
    text += piece.toString()
  })
  return () => text
}
