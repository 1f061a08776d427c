import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { temporaryDirectory } from './ledger.fixture.js'
import { DATABASE } from './torture/damages.fixture.js'

/** A copy of a data directory that no server runs on, as `data` in a directory that is gone after the test. */
export async function copyOf(dataDirectory: string): Promise<{ path: string; data: string } & AsyncDisposable> {
  const directory = await temporaryDirectory()
  const data = join(directory.path, 'data')
  await cp(dataDirectory, data, { recursive: true })
  return { ...directory, data }
}

/** Runs statements on the database of a data directory that no server runs on; makes it when there is none. */
export async function inDatabase(data: string, ...statements: readonly string[]): Promise<void> {
  const instance = await DuckDBInstance.create(join(data, DATABASE))
  const connection = await instance.connect()
  for (const statement of statements) await connection.run(statement)
  connection.closeSync()
  instance.closeSync()
}
