import type { LogProblem } from '@deskledger/proof'
import type { Problem } from './start-problem.js'

/** What to do about a finding. */
export type Remedy =
  | 'choose-directory'
  | 'restore-it'
  | 'change-owner'
  | 'mount-for-writing'
  | 'remove-foreign-file'
  | 'stop-server'
  | 'start-newer-version'
  | 'close-to-others'
  | 'put-secrets-key-back'
  | 'put-signing-key-back'
  | 'put-key-list-back'
  | 'recover-with-backup'
  | 'recover'
  | 'restore'
  | 'use-another-backup'
  | 'export-again'
  | 'start-mends'

/** Remedies of what has just one. */
const REMEDIES: Readonly<
  Record<Exclude<Problem['kind'], 'not-accessible' | 'chain-damaged' | 'audit-damaged' | 'ledger'>, Remedy>
> = {
  'no-directory': 'choose-directory',
  'is-backup': 'restore-it',
  'foreign-file': 'remove-foreign-file',
  'in-use': 'stop-server',
  'too-new': 'start-newer-version',
  'open-to-others': 'close-to-others',
  'secrets-key-missing': 'put-secrets-key-back',
  'secrets-key-damaged': 'put-secrets-key-back',
  'secrets-key-differs': 'put-secrets-key-back',
  'signing-key-missing': 'put-signing-key-back',
  'signing-key-damaged': 'put-signing-key-back',
  'signing-key-list-damaged': 'put-key-list-back',
  'list-not-signed': 'use-another-backup',
  'file-unknown': 'use-another-backup',
  'file-changed': 'use-another-backup',
  'file-missing': 'use-another-backup',
  'database-missing': 'recover-with-backup',
  'database-damaged': 'recover-with-backup',
  'chain-missing': 'recover',
  'chain-foreign-entry': 'recover',
  'too-many-records': 'restore',
  'audit-missing': 'recover-with-backup',
  'export-file': 'export-again',
}

/** What to do about a problem. */
export function remedyOf(problem: Problem): Remedy {
  switch (problem.kind) {
    case 'not-accessible':
      return problem.code === 'EROFS' ? 'mount-for-writing' : 'change-owner'
    case 'ledger':
      return problem.problem.kind === 'database-missing' ? 'recover-with-backup' : 'recover'
    case 'chain-damaged':
    case 'audit-damaged':
      return isMendedAtStart(problem.problem) ? 'start-mends' : 'recover'
    default:
      return REMEDIES[problem.kind]
  }
}

/** A killed server leaves a line without an end; nobody was told that what it says was done. */
function isMendedAtStart({ kind }: LogProblem): boolean {
  return kind === 'unfinished-line'
}
