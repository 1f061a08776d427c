import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readSettings } from './settings/read-settings.js'
import { startServer } from './start-server.js'

/** Everything below a directory that somebody else than its owner could use. */
async function openToOthers(root: string): Promise<{ seen: string[]; open: string[] }> {
  const seen = (await readdir(root, { recursive: true })).sort()
  const modes = await Promise.all(seen.map(async (name) => ((await stat(join(root, name))).mode & 0o077) !== 0))
  return { seen, open: seen.filter((_, at) => modes[at]) }
}

describe('what lies in the data directory', () => {
  it('is for its owner only, whatever the mask was', async () => {
    const parent = await mkdtemp(join(tmpdir(), 'deskledger-modes-'))
    const before = process.umask(0)
    try {
      const settings = {
        DESKLEDGER_DATA_DIR: join(parent, 'data'),
        DESKLEDGER_PORT: '0',
        DESKLEDGER_LOG_LEVEL: 'silent',
      }
      const server = await startServer(readSettings(settings, {}))
      const running = await openToOthers(parent)
      await server.stop()
      const stopped = await openToOthers(parent)
      expect(running.open).toEqual([])
      expect(stopped.open).toEqual([])
      for (const name of ['ledger.duckdb', 'ledger.duckdb.wal', 'secrets.key', 'signing.key', 'exports', 'audit']) {
        expect(running.seen).toContain(`data/${name}`)
      }
    } finally {
      process.umask(before)
      await rm(parent, { recursive: true })
    }
  })
})
