import { type Clock, createAccount, Directory, type NewAccount, type Secrets } from '@deskledger/domain'
import type { Database, Row } from '../database.js'
import { changeDirectory, prepareChanges } from './directory-rows.js'

/** What the first account lacks in a ledger of version 0.1.0. */
export interface AdoptionParts {
  readonly secrets: Pick<Secrets, 'newId' | 'seal'>
  readonly clock: Clock
  /** The project had no name; programs look for one of this. */
  readonly projectName: string
}

/**
 * Makes entities of the account, root user, project and access key of a ledger that knew only one of each, and seals the
 * secret key, which lay there in plain text; then drops the old tables. All of it or nothing, and once: where there are
 * no such tables, nothing happens. To be called before the directory is used.
 */
export async function adoptFirstAccount(database: Database, parts: AdoptionParts): Promise<void> {
  const session = await database.connect()
  try {
    await session.transaction(async () => {
      const tables = await session.all("SELECT 1 FROM duckdb_tables() WHERE table_name = 'access_key'")
      if (tables.length === 0) return
      const [row] = await session.all('SELECT * FROM access_key JOIN user_account USING (user_id) WHERE is_root')
      if (row !== undefined) {
        await prepareChanges(session)
        await changeDirectory(session, createAccount(new Directory([]), accountOf(row, parts)))
      }
      await session.run('DROP TABLE access_key; DROP TABLE user_account')
    })
  } finally {
    session.close()
  }
}

function accountOf(row: Row, { secrets, clock, projectName }: AdoptionParts): NewAccount {
  const text = (column: string): string => row[column] as string
  const accountId = text('account_id')
  const userId = text('user_id')
  const accessKey = text('access_key')
  const made = { isEnabled: true, createdAt: clock() }
  return {
    account: { ...made, kind: 'account', id: accountId, name: text('account_name'), isFounding: true },
    project: { ...made, kind: 'project', id: text('project_id'), accountId, name: projectName },
    root: {
      ...made,
      kind: 'user',
      id: userId,
      accountId,
      name: text('user_name'),
      isRoot: true,
      passwordHash: text('password_hash'),
      groupIds: [],
      generation: 0,
    },
    accessKey: {
      ...made,
      kind: 'access-key',
      id: accessKey,
      accountId,
      userId,
      sealedSecret: secrets.seal(text('secret_key'), accessKey),
    },
    adminGroupId: secrets.newId(),
    adminGrantId: secrets.newId(),
  }
}
