import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { VerifyingKey } from '../signing-key.js'
import { ChainWalk } from './chain-walk.js'
import { CHECKPOINT_TYPE, type Checkpoint, readCheckpoint } from './checkpoint.js'
import type { ChainEntry, Link } from './entry-line.js'
import { linesOf } from './lines.js'
import { CHECKPOINT_FILE, entryFile, personalFile, segmentsIn } from './log-files.js'
import type { LogProblem } from './log-problem.js'
import { type PersonalValue, readPersonalLine } from './personal-data.js'

/** What a log proves. Without problems it is whole up to its head. */
export interface LogFindings {
  readonly problems: readonly LogProblem[]
  readonly head: Link
  readonly entryCount: number
  /** Personal values that are there and fit their commitments, and those that were erased. */
  readonly personalCount: number
  readonly erasedCount: number
  readonly checkpointCount: number
  /** Up to here a cut would show by a checkpoint. */
  readonly lastCheckpoint: Checkpoint | undefined
  /** Ids of the keys that signed the checkpoints. */
  readonly keyIds: readonly string[]
}

/** How a log is verified. */
export interface VerifyLogOptions {
  /** Keys that may have signed checkpoints; without any, the key in each checkpoint counts. @default none */
  readonly keys?: readonly VerifyingKey[]
  /** Texts of checkpoints that were kept elsewhere. @default none */
  readonly checkpoints?: readonly string[]
  /** `payloadType` of its checkpoints. @default CHECKPOINT_TYPE */
  readonly checkpointType?: string
  /** Told each entry whose own hash is right, in order. @default nobody */
  readonly onEntry?: (entry: ChainEntry) => void
}

/**
 * Finds whatever was edited, removed, inserted or cut off in the directory of a chain: an audit log, or a ledger chain.
 * Asks no server.
 */
export async function verifyLog(
  directory: string,
  { keys = [], checkpoints = [], checkpointType = CHECKPOINT_TYPE, onEntry = () => {} }: VerifyLogOptions = {},
): Promise<LogFindings> {
  const problems: LogProblem[] = []
  const names = await readdir(directory)
  const signed = new Map<number, Checkpoint>()
  const keyIds = new Set<string>()
  let checkpointCount = 0
  const take = (text: string, file: string, line: number): void => {
    checkpointCount += 1
    const read = readCheckpoint(text, keys, checkpointType)
    if (read === undefined) {
      problems.push({ kind: 'checkpoint-not-signed', file, line })
      return
    }
    keyIds.add(read.keyId)
    const { checkpoint } = read
    const known = signed.get(checkpoint.sequence)
    if (known !== undefined && known.hash !== checkpoint.hash) {
      problems.push({ kind: 'checkpoint-contradicted', sequence: checkpoint.sequence })
    }
    signed.set(checkpoint.sequence, checkpoint)
  }
  if (names.includes(CHECKPOINT_FILE)) {
    for await (const { text, number, isEnded } of linesAt(directory, CHECKPOINT_FILE)) {
      if (isEnded) take(text, CHECKPOINT_FILE, number)
      else problems.push({ kind: 'unfinished-line', file: CHECKPOINT_FILE, line: number })
    }
  }
  for (const [at, text] of checkpoints.entries()) take(text, '--checkpoint', at + 1)

  const walk = new ChainWalk(signed, problems, onEntry)
  for (const first of segmentsIn(names)) {
    const file = entryFile(first)
    const personal = names.includes(personalFile(first)) ? await personalValues(directory, first, problems) : new Map()
    walk.beginFile(file, first)
    for await (const { text, number, isEnded } of linesAt(directory, file)) {
      if (isEnded) walk.entry(text, number, personal)
      else problems.push({ kind: 'unfinished-line', file, line: number })
    }
    for (const { sequence, field } of personal.values()) problems.push({ kind: 'personal-unknown', sequence, field })
  }
  const lastCheckpoint = [...signed.values()].reduce<Checkpoint | undefined>(
    (last, next) => (last === undefined || next.sequence > last.sequence ? next : last),
    undefined,
  )
  if (lastCheckpoint !== undefined && lastCheckpoint.sequence > walk.head.sequence) {
    problems.push({ kind: 'cut-off', last: walk.head.sequence, checkpoint: lastCheckpoint.sequence })
  }
  const { head, entryCount, personalCount, erasedCount } = walk
  const counts = { entryCount, personalCount, erasedCount, checkpointCount }
  return { problems, head, ...counts, lastCheckpoint, keyIds: [...keyIds] }
}

/** By sequence and field; a line that stands twice is one too many. */
async function personalValues(
  directory: string,
  first: number,
  problems: LogProblem[],
): Promise<Map<string, PersonalValue>> {
  const file = personalFile(first)
  const values = new Map<string, PersonalValue>()
  for await (const { text, number, isEnded } of linesAt(directory, file)) {
    const value = isEnded ? readPersonalLine(text) : undefined
    if (value === undefined) {
      problems.push({ kind: isEnded ? 'unreadable' : 'unfinished-line', file, line: number })
      continue
    }
    values.set(`${value.sequence} ${value.field}`, value)
  }
  return values
}

function linesAt(directory: string, file: string) {
  return linesOf(createReadStream(join(directory, file), { highWaterMark: 1_048_576 }))
}
