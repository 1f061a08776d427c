import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ledgerAt } from './ledger-places.js'
import { BadSettingsError } from './settings/read-settings.js'

const ENVIRONMENT = {
  DESKLEDGER_DATA_DIR: '/srv/data',
  DESKLEDGER_RECORDS_URL: 'duckdb:/fast/ledger.duckdb',
  DESKLEDGER_SECRETS_KEY: Buffer.alloc(32, 7).toString('base64'),
}

describe('where a ledger lies', () => {
  let path: string
  beforeEach(async () => {
    path = await mkdtemp(join(tmpdir(), 'deskledger-places-'))
  })
  afterEach(() => rm(path, { recursive: true }))

  it('is said by the settings of a server', async () => {
    const { directory, secretsKey } = await ledgerAt(undefined, ENVIRONMENT)
    expect(directory).toMatchObject({
      root: '/srv/data',
      database: '/fast/ledger.duckdb',
      exports: '/srv/data/exports',
    })
    expect(secretsKey).toEqual(Buffer.alloc(32, 7))
  })

  it('is said by a path and flags before them', async () => {
    const { directory } = await ledgerAt(path, ENVIRONMENT, { DESKLEDGER_FILES_URL: 'file:/files' })
    expect(directory).toMatchObject({ root: path, database: '/fast/ledger.duckdb', exports: '/files' })
  })

  it('is within a backup, whatever the settings say', async () => {
    await writeFile(join(path, 'backup.json'), '')
    const { directory, secretsKey } = await ledgerAt(path, { ...ENVIRONMENT, DESKLEDGER_PORT: 'no port' })
    expect(directory).toMatchObject({ root: path, database: join(path, 'ledger.duckdb') })
    expect(secretsKey).toBeUndefined()
  })

  it('is not said by settings that cannot be used', async () => {
    await expect(ledgerAt(path, { DESKLEDGER_RECORDS_URL: 'ftp:x' })).rejects.toBeInstanceOf(BadSettingsError)
  })
})
