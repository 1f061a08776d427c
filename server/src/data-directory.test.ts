import { chmod, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  dataDirectoryOf,
  emptyTransientDirectories,
  MissingDatabaseError,
  makeDataDirectory,
  UnusableDirectoryError,
} from './data-directory.js'
import { readSettings } from './settings/read-settings.js'

describe('the data directory', () => {
  let parent: string
  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'deskledger-directory-'))
  })
  afterEach(() => rm(parent, { recursive: true }))

  const at = (path: string) => dataDirectoryOf(readSettings({}, { DESKLEDGER_DATA_DIR: path }))

  it('is made with what is missing above it, for its owner only', async () => {
    const directory = at(join(parent, 'a', 'b', 'data'))
    await makeDataDirectory(directory)
    await emptyTransientDirectories(directory)
    expect((await stat(directory.root)).mode & 0o777).toBe(0o700)
    await makeDataDirectory(directory)
  })

  it.each(['mail', 'spool', 'rendering'])("is refused when it holds somebody's %s, which stays", async (name) => {
    await chmod(parent, 0o755)
    await mkdir(join(parent, name))
    await expect(makeDataDirectory(at(parent))).rejects.toBeInstanceOf(UnusableDirectoryError)
    expect(await readdir(parent)).toEqual([name])
    expect((await stat(parent)).mode & 0o777).toBe(0o755)
  })

  it('is closed to other users when it was empty or ours', async () => {
    await chmod(parent, 0o755)
    await makeDataDirectory(at(parent))
    expect((await stat(parent)).mode & 0o777).toBe(0o700)
  })

  it.each(['ledger.duckdb.wal', 'audit', 'signing-keys.json'])(
    'is refused when its database is gone and %s is left',
    async (name) => {
      await writeFile(join(parent, name), '')
      await expect(makeDataDirectory(at(parent))).rejects.toBeInstanceOf(MissingDatabaseError)
      expect(await readdir(parent)).toEqual([name])
      await writeFile(join(parent, 'ledger.duckdb'), '')
      await makeDataDirectory(at(parent))
    },
  )

  it('may hold a key file, under its own name or the one that a setting gives', async () => {
    for (const name of ['secrets.key', 'other.key']) await writeFile(join(parent, name), '')
    await expect(makeDataDirectory(at(parent))).rejects.toThrow('other.key')
    const settings = { DESKLEDGER_DATA_DIR: parent, DESKLEDGER_SECRETS_KEY_FILE: join(parent, 'other.key') }
    await makeDataDirectory(dataDirectoryOf(readSettings({}, settings)))
  })

  it('is refused where nothing can be made', async () => {
    await expect(makeDataDirectory(at('/proc/nope/data'))).rejects.toMatchObject({ code: 'ENOENT' })
    await writeFile(join(parent, 'file'), '')
    await expect(makeDataDirectory(at(join(parent, 'file', 'data')))).rejects.toMatchObject({ code: 'ENOTDIR' })
  })
})
