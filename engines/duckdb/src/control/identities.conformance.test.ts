import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  describeDirectoryStore,
  describeSessionStore,
  describeSignatureJournal,
  type Reopenable,
} from '@deskledger/engine-conformance'
import { afterEach } from 'vitest'
import { Database } from '../database.js'
import { DuckDbDirectoryStore } from './duckdb-directory-store.js'
import { DuckDbSessionStore } from './duckdb-session-store.js'
import { DuckDbSignatureJournal } from './duckdb-signature-journal.js'

const releases: (() => unknown)[] = []
afterEach(async () => {
  for (const release of releases.splice(0).reverse()) await release()
})

/** A store on a database file, which is opened again when the store is. */
async function onFile<Store extends { close(): Promise<void> }>(
  openStore: (database: Database) => Promise<Store>,
): Promise<Reopenable<Store> & { readonly database: Database }> {
  const directory = await mkdtemp(join(tmpdir(), 'deskledger-identities-'))
  releases.push(() => rm(directory, { recursive: true }))
  const open = async () => {
    const database = await Database.open({ path: join(directory, 'ledger.duckdb') })
    const store = await openStore(database)
    let isOpen = true
    const close = async (): Promise<void> => {
      if (!isOpen) return
      isOpen = false
      await store.close()
      database.close()
    }
    releases.push(close)
    return { database, store, close }
  }
  const { database, store, close } = await open()
  const reopen = async (): Promise<Store> => {
    await close()
    return (await open()).store
  }
  return { database, store, reopen }
}

describeDirectoryStore({ name: 'DuckDB', open: () => onFile((database) => DuckDbDirectoryStore.open(database)) })

describeSessionStore({ name: 'DuckDB', open: () => onFile((database) => DuckDbSessionStore.open(database)) })

describeSignatureJournal({
  name: 'DuckDB',
  open: async (clock) => {
    const opened = await onFile((database) => DuckDbSignatureJournal.open(database, clock))
    const keptCount = async (): Promise<number> => {
      const { kept } = await opened.database.use((session) =>
        session.one('SELECT count(*) AS kept FROM signature_claim'),
      )
      return Number(kept)
    }
    return { ...opened, keptCount }
  },
})
