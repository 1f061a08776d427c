import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Database } from '../database.js'
import { type AdoptionParts, adoptFirstAccount } from './adopt-first-account.js'
import { DuckDbDirectoryStore } from './duckdb-directory-store.js'

const NOW = new Date('2026-02-01T12:00:00.000Z')

function parts({ seal = (secret: string, owner: string) => `${secret} sealed for ${owner}` } = {}): AdoptionParts {
  let id = 0
  return { secrets: { newId: () => `id${++id}`, seal }, clock: () => NOW, projectName: 'local-1' }
}

describe('a ledger of version 0.1.0', () => {
  let directory: string
  let path: string
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'deskledger-adopt-'))
    path = join(directory, 'ledger.duckdb')
  })
  afterEach(() => rm(directory, { recursive: true }))

  /** Makes the file as that version did. */
  async function makeLedger(...statements: readonly string[]): Promise<void> {
    const instance = await DuckDBInstance.create(path)
    const connection = await instance.connect()
    await connection.run('CREATE TABLE schema_migration (name VARCHAR NOT NULL)')
    await connection.run(await readFile(new URL('../../sql/0001_ledger.sql', import.meta.url), 'utf8'))
    await connection.run("INSERT INTO schema_migration VALUES ('0001_ledger.sql')")
    for (const statement of statements) await connection.run(statement)
    connection.closeSync()
    instance.closeSync()
  }

  const FOUNDED = [
    "INSERT INTO user_account VALUES ('u1', 'zoë', 'a1', 'acme', 'scrypt$65536$8$1$c2FsdA==$aGFzaA==', true)",
    "INSERT INTO access_key VALUES ('THEACCESSKEY', 'the secret key', 'u1', 'p1')",
  ]

  async function opened<T>(work: (database: Database) => Promise<T>): Promise<T> {
    const database = await Database.open({ path })
    try {
      return await work(database)
    } finally {
      database.close()
    }
  }

  async function directoryOf(database: Database) {
    const store = await DuckDbDirectoryStore.open(database)
    const { entities, version } = await store.load()
    await store.close()
    return { version, entities: Object.fromEntries(entities.map((entity) => [entity.kind, entity])) }
  }

  const oldTables = (database: Database) =>
    database.use((session) =>
      session.all("SELECT table_name FROM duckdb_tables() WHERE table_name IN ('access_key', 'user_account')"),
    )

  const ADOPTED = {
    version: 1,
    entities: {
      account: { kind: 'account', id: 'a1', name: 'acme', isEnabled: true, isFounding: true, createdAt: NOW },
      project: { kind: 'project', id: 'p1', accountId: 'a1', name: 'local-1', isEnabled: true, createdAt: NOW },
      user: {
        kind: 'user',
        id: 'u1',
        accountId: 'a1',
        name: 'zoë',
        isEnabled: true,
        isRoot: true,
        passwordHash: 'scrypt$65536$8$1$c2FsdA==$aGFzaA==',
        groupIds: [],
        generation: 0,
        createdAt: NOW,
      },
      'access-key': {
        kind: 'access-key',
        id: 'THEACCESSKEY',
        accountId: 'a1',
        userId: 'u1',
        sealedSecret: 'the secret key sealed for THEACCESSKEY',
        isEnabled: true,
        createdAt: NOW,
      },
      group: expect.objectContaining({ id: 'id1', accountId: 'a1', name: 'admin', isAdmin: true }),
      grant: expect.objectContaining({
        id: 'id2',
        accountId: 'a1',
        policyId: 'full_access',
        to: { kind: 'group', id: 'id1' },
      }),
    },
  }

  it('becomes one with entities, and its secret is sealed', async () => {
    await makeLedger(...FOUNDED)
    await opened(async (database) => {
      await adoptFirstAccount(database, parts())
      expect(await directoryOf(database)).toEqual(ADOPTED)
      expect(await oldTables(database)).toEqual([])
    })
  })

  it('is taken over once, and stays so', async () => {
    await makeLedger(...FOUNDED)
    await opened((database) => adoptFirstAccount(database, parts()))
    await opened(async (database) => {
      await adoptFirstAccount(database, parts())
      expect(await directoryOf(database)).toEqual(ADOPTED)
    })
  })

  it('stays as it was when its secret cannot be sealed', async () => {
    await makeLedger(...FOUNDED)
    const seal = (): string => {
      throw new Error('no key')
    }
    await opened((database) => expect(adoptFirstAccount(database, parts({ seal }))).rejects.toThrow('no key'))
    await opened(async (database) => {
      expect(await directoryOf(database)).toEqual({ version: 0, entities: {} })
      expect(await oldTables(database)).toHaveLength(2)
      await adoptFirstAccount(database, parts())
      expect(await directoryOf(database)).toEqual(ADOPTED)
    })
  })

  it.each([
    ['was never founded', makeLedger],
    ['is new', async () => undefined],
  ])('that %s only loses the old tables', async (_, make) => {
    await make()
    await opened(async (database) => {
      await adoptFirstAccount(database, parts())
      expect(await directoryOf(database)).toEqual({ version: 0, entities: {} })
      expect(await oldTables(database)).toEqual([])
    })
  })
})
