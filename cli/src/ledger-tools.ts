/** What is done with data directories and backups without a server; it brings the database engine along. */
export type LedgerTools = Pick<
  typeof import('@deskledger/server'),
  'verifyDirectory' | 'restoreBackup' | 'RestoreError'
>

/** What a data directory or a backup proves. */
export type DirectoryVerdict = Awaited<ReturnType<LedgerTools['verifyDirectory']>>

/** Loads them: only when a command needs them. */
export async function ledgerTools(): Promise<LedgerTools> {
  return import('@deskledger/server')
}
