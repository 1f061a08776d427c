import type { AccessKey, AccessKeyStore } from '@deskledger/domain'
import type { Database, Parameters } from '../database.js'

/** Users and access keys in DuckDB. */
export class DuckDbAccessKeyStore implements AccessKeyStore {
  constructor(private readonly database: Database) {}

  find(accessKey: string): Promise<AccessKey | undefined> {
    return this.select('access_key = $access_key', { access_key: accessKey })
  }

  root(): Promise<AccessKey | undefined> {
    return this.select('is_root', {})
  }

  async found({ accessKey, secretKey, principal }: AccessKey, passwordHash: string): Promise<void> {
    await this.database.use((session) =>
      session.transaction(async () => {
        await session.run(
          'INSERT INTO user_account VALUES ($user_id, $user_name, $account_id, $account_name, $password_hash, true)',
          {
            user_id: principal.userId,
            user_name: principal.userName,
            account_id: principal.accountId,
            account_name: principal.accountName,
            password_hash: passwordHash,
          },
        )
        await session.run('INSERT INTO access_key VALUES ($access_key, $secret_key, $user_id, $project_id)', {
          access_key: accessKey,
          secret_key: secretKey,
          user_id: principal.userId,
          project_id: principal.projectId,
        })
      }),
    )
  }

  private async select(condition: string, parameters: Parameters): Promise<AccessKey | undefined> {
    const [row] = await this.database.use((session) =>
      session.all(`SELECT * FROM access_key JOIN user_account USING (user_id) WHERE ${condition}`, parameters),
    )
    if (row === undefined) return undefined
    const text = (column: string): string => row[column] as string
    return {
      accessKey: text('access_key'),
      secretKey: text('secret_key'),
      principal: {
        accountId: text('account_id'),
        accountName: text('account_name'),
        userId: text('user_id'),
        userName: text('user_name'),
        projectId: text('project_id'),
      },
    }
  }
}
