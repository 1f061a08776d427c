export { BACKUP_FILE, type BackupFacts, readBackup, sealBackup } from './backup.js'
export {
  CHECKPOINT_TYPE,
  type Checkpoint,
  LEDGER_CHECKPOINT_TYPE,
  readCheckpoint,
  sealCheckpoint,
} from './chain/checkpoint.js'
export {
  CHAIN_START,
  type ChainEntry,
  type EntryFacts,
  entryLine,
  type Link,
  readEntryLine,
} from './chain/entry-line.js'
export { type BatchFacts, type LedgerFacts, type LostFacts, readLedgerFacts } from './chain/ledger-facts.js'
export { type Line, linesOf } from './chain/lines.js'
export { CHECKPOINT_FILE, entryFile, personalFile, segmentsIn } from './chain/log-files.js'
export type { LogProblem } from './chain/log-problem.js'
export { logProblemWords, type Speech } from './chain/log-problem-words.js'
export {
  commitmentOf,
  newPersonalValue,
  type PersonalValue,
  personalLine,
  readPersonalLine,
} from './chain/personal-data.js'
export { type LogFindings, type VerifyLogOptions, verifyLog } from './chain/verify-log.js'
export {
  type Envelope,
  type EnvelopeSignature,
  type OpenedEnvelope,
  openEnvelope,
  type Signer,
  sealEnvelope,
  signerOf,
  UnreadableEnvelopeError,
} from './envelope.js'
export { MANIFEST_TYPE } from './manifest.js'
export { SigningKey, UnusableKeyError, VerifyingKey } from './signing-key.js'
