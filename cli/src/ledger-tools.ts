/** What is done with data directories and backups without a server; it brings the database engine along. */
export type LedgerTools = Pick<
  typeof import('@deskledger/server'),
  | 'BadSettingsError'
  | 'RecoveryError'
  | 'RestoreError'
  | 'directoryWords'
  | 'doctorWords'
  | 'examineDirectory'
  | 'ledgerAt'
  | 'recoverDirectory'
  | 'restoreBackup'
  | 'verifyDirectory'
>

/** What a data directory or a backup proves. */
export type DirectoryVerdict = Awaited<ReturnType<LedgerTools['verifyDirectory']>>

/** What is wrong with a data directory, and what to do. */
export type Examination = Awaited<ReturnType<LedgerTools['examineDirectory']>>

/** What was recovered, and what was not. */
export type Recovery = Awaited<ReturnType<LedgerTools['recoverDirectory']>>

/** Loads them: only when a command needs them. */
export async function ledgerTools(): Promise<LedgerTools> {
  return import('@deskledger/server')
}
