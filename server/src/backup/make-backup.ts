import { randomBytes } from 'node:crypto'
import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { AuditLog, Clock, LedgerChain } from '@deskledger/domain'
import type { DuckDbRecordStore } from '@deskledger/engine-duckdb'
import { copyDurably, copyExportFiles, copyLog, syncDirectory } from '@deskledger/engine-filesystem'
import {
  BACKUP_FILE,
  type BackupFacts,
  CHECKPOINT_TYPE,
  LEDGER_CHECKPOINT_TYPE,
  readCheckpoint,
  type SigningKey,
  sealBackup,
} from '@deskledger/proof'
import type { DataDirectory } from '../data-directory.js'
import { VERSION } from '../version.js'
import { filesIn } from './file-list.js'

/** What a backup is made of. */
export interface BackupParts {
  readonly records: Pick<DuckDbRecordStore, 'snapshot'>
  readonly chain: Pick<LedgerChain, 'checkpoint'>
  readonly audit: Pick<AuditLog, 'checkpoint'>
  readonly directory: DataDirectory
  /** Signs the list of files. */
  readonly key: SigningKey
  readonly clock: Clock
}

/** What is not a whole backup yet. */
const PARTIAL = '.partial-'

/**
 * Makes a backup in a directory of its own below `destination`, while the server goes on. It gets its name last, when
 * everything in it is durable.
 */
export async function makeBackup(parts: BackupParts, destination: string): Promise<BackupFacts> {
  const at = parts.clock()
  const name = `deskledger-${at.toISOString().replaceAll(/[-:]|\.\d+/g, '')}-${randomBytes(4).toString('hex')}`
  const partial = join(destination, `${PARTIAL}${name}`)
  await mkdir(partial, { recursive: true, mode: 0o700 })
  try {
    const facts = await fill(parts, partial, name, at)
    await rename(partial, join(destination, name))
    await syncDirectory(destination)
    return facts
  } catch (error) {
    await rm(partial, { recursive: true, force: true })
    throw error
  }
}

async function fill(
  { records, chain, audit, directory, key }: BackupParts,
  partial: string,
  name: string,
  at: Date,
): Promise<BackupFacts> {
  const database = join(partial, 'ledger.duckdb')
  const { batch, asked: chainHead } = await records.snapshot(database, () => chain.checkpoint())
  await syncFile(database)
  await copyUpTo(chainHead, directory.chain, join(partial, 'chain'), LEDGER_CHECKPOINT_TYPE)
  // Later than the snapshot: nothing is in the database that is not on record.
  await copyUpTo(await audit.checkpoint(), directory.audit, join(partial, 'audit'), CHECKPOINT_TYPE)
  await copyExportFiles(directory.exports, join(partial, 'exports'))
  for (const path of [directory.signingKeyList, ...ownKeys(directory)]) {
    await copyDurably(path, join(partial, basename(path)))
  }
  const facts: BackupFacts = {
    backup_version: 1,
    name,
    time: at.toISOString(),
    server_version: VERSION,
    batch,
    files: await filesIn(partial),
  }
  const list = join(partial, BACKUP_FILE)
  await writeFile(list, `${JSON.stringify(sealBackup(facts, key))}\n`, { mode: 0o600 })
  await syncFile(list)
  await syncDirectory(partial)
  return facts
}

/** Keys that lie in the data directory; those that an operator keeps elsewhere stay there. */
function ownKeys({ root, secretsKey, signingKey }: DataDirectory): readonly string[] {
  return [secretsKey, signingKey].filter((path) => path === join(root, basename(path)))
}

function copyUpTo(checkpoint: string, from: string, to: string, type: string): Promise<void> {
  const read = readCheckpoint(checkpoint, [], type)
  if (read === undefined) throw new Error('A checkpoint cannot be read back.')
  return copyLog(from, to, read.checkpoint.sequence, type)
}

async function syncFile(path: string): Promise<void> {
  await using file = await open(path, 'r+')
  await file.sync()
}
