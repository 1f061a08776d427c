import { chmod, mkdir, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Settings } from './settings/definitions.js'

/** Where everything lies. */
export interface DataDirectory {
  readonly root: string
  readonly database: string
  readonly exports: string
  /** Request bodies under way. */
  readonly spool: string
  /** Rows on their way into a file. */
  readonly rendering: string
}

/** The paths that the settings mean; nothing is made yet. */
export function dataDirectoryOf(settings: Settings): DataDirectory {
  const root = resolve(settings.dataDirectory)
  return {
    root,
    database: resolve(settings.recordsUrl ?? join(root, 'ledger.duckdb')),
    exports: resolve(settings.filesUrl ?? join(root, 'exports')),
    spool: join(root, 'spool'),
    rendering: join(root, 'rendering'),
  }
}

/** Makes the directory, for its owner only. */
export async function makeDataDirectory({ root }: DataDirectory): Promise<void> {
  await mkdir(root, { recursive: true, mode: 0o700 })
  await chmod(root, 0o700)
}

/** Empties what only a running server needs. To be called once the database is ours: another server may use it. */
export async function emptyTransientDirectories({ spool, rendering }: DataDirectory): Promise<void> {
  for (const directory of [spool, rendering]) {
    await rm(directory, { recursive: true, force: true })
    await mkdir(directory, { mode: 0o700 })
  }
}
