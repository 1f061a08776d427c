import { readdir } from 'node:fs/promises'

/** Where the changes of the schema lie. */
export const MIGRATIONS = new URL('../sql/', import.meta.url)

/** Names of the changes of the schema that this version knows, in order. */
export async function migrationFiles(): Promise<readonly string[]> {
  return (await readdir(MIGRATIONS)).filter((name) => name.endsWith('.sql')).sort()
}

/** The first of the changes that a ledger has seen which this version does not know. */
export async function unknownMigration(seen: readonly string[]): Promise<string | undefined> {
  const files = await migrationFiles()
  return seen.find((name) => !files.includes(name))
}
