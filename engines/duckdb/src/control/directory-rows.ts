import type { DirectoryChange, StoredDirectory } from '@deskledger/domain'
import type { Session } from '../database.js'
import { fromEntityDocument, toEntityDocument } from './entity-document.js'

/** In place of a document: none is empty. */
const REMOVED = ''

/** Makes the temporary table that {@link changeDirectory} needs on its session. */
export async function prepareChanges(session: Session): Promise<void> {
  await session.run('CREATE TEMP TABLE changed_entity (kind VARCHAR, id VARCHAR, document VARCHAR)')
}

/** The directory as it is stored. To be called in a transaction, so that version and entities fit. */
export async function readDirectory(session: Session): Promise<StoredDirectory> {
  const { version } = await session.one('SELECT version FROM directory_version')
  const rows = await session.all('SELECT document FROM directory_entity')
  return { entities: rows.map((row) => fromEntityDocument(row['document'] as string)), version: Number(version) }
}

/** Writes a change, in two statements however large it is, and counts it. To be called in a transaction. */
export async function changeDirectory(session: Session, { put = [], remove = [] }: DirectoryChange): Promise<void> {
  // As in memory: what is put wins over what is removed, and the last over what came before.
  const rows = new Map<string, readonly string[]>()
  for (const entity of remove) rows.set(`${entity.kind} ${entity.id}`, [entity.kind, entity.id, REMOVED])
  for (const entity of put) rows.set(`${entity.kind} ${entity.id}`, [entity.kind, entity.id, toEntityDocument(entity)])
  await session.run('DELETE FROM changed_entity')
  await session.append('changed_entity', [...rows.values()])
  await session.run('DELETE FROM directory_entity WHERE (kind, id) IN (SELECT (kind, id) FROM changed_entity)')
  await session.run('INSERT INTO directory_entity SELECT * FROM changed_entity WHERE document <> $removed', {
    removed: REMOVED,
  })
  await session.run('UPDATE directory_version SET version = version + 1')
}
