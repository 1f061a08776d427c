import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { copyLog, copySoundLog } from '@deskledger/engine-filesystem'
import { CHECKPOINT_FILE, type VerifyingKey, verifyLog } from '@deskledger/proof'
import { RecoveryError } from './recovery-error.js'

/** A chain to take. */
export interface LogToTake {
  /** Of the damaged directory. */
  readonly from: string
  /** The same of a backup, if there is one. */
  readonly backup: string | undefined
  readonly to: string
  /** `payloadType` of its checkpoints. */
  readonly type: string
  readonly keys: readonly VerifyingKey[]
}

/** What of a chain was taken. */
export interface TakenLog {
  /** `none`: there was none, and nothing of it was copied. */
  readonly source: 'directory' | 'backup' | 'none'
  /** Whether it is all of the chain of the damaged directory. */
  readonly isWhole: boolean
}

/**
 * Takes the chain of a damaged directory up to its first damage, if it goes on where that of the backup ends; else that of the
 * backup.
 *
 * @throws {RecoveryError} it contradicts its own checkpoints, and there is no backup
 */
export async function takeLog({ from, backup, to, type, keys }: LogToTake): Promise<TakenLog> {
  const checkpoints = backup === undefined ? [] : await lastCheckpoint(backup)
  const taken = await copySoundLog(from, to, type)
  if (taken > 0) {
    const { problems } = await verifyLog(to, { keys, checkpoints, checkpointType: type })
    if (problems.length === 0) return { source: 'directory', isWhole: await isWhole(from, keys, type) }
    await rm(to, { recursive: true })
  }
  if (backup !== undefined) {
    await copyLog(backup, to, Number.MAX_SAFE_INTEGER, type)
    return { source: 'backup', isWhole: false }
  }
  if (taken > 0) throw new RecoveryError(`${from} contradicts its own checkpoints; give a backup with --from.`)
  return { source: 'none', isWhole: false }
}

async function isWhole(directory: string, keys: readonly VerifyingKey[], checkpointType: string): Promise<boolean> {
  const { problems } = await verifyLog(directory, { keys, checkpointType })
  return problems.every(({ kind }) => kind === 'unfinished-line')
}

/** The last checkpoint of a backup is of its last entry. */
async function lastCheckpoint(directory: string): Promise<readonly string[]> {
  const text = await readFile(join(directory, CHECKPOINT_FILE), 'utf8').catch(() => '')
  return text.trimEnd().split('\n').filter(Boolean).slice(-1)
}
