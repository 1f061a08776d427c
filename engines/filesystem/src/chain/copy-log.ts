import { createReadStream } from 'node:fs'
import { mkdir, open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { CHECKPOINT_FILE, entryFile, linesOf, openEnvelope, personalFile, segmentsIn } from '@deskledger/proof'
import { DIRECTORY_MODE, FILE_MODE, ifThere, syncDirectory } from '../disk.js'
import { lastSoundEntry } from './linked-entries.js'

/**
 * Copies a chain up to an entry, durably, while it goes on: what follows that entry is left out, and checkpoints of it, too.
 *
 * @param checkpointType of its checkpoints
 * @throws {SyntaxError | UnreadableEnvelopeError} a line cannot be read
 */
export async function copyLog(from: string, to: string, lastSequence: number, checkpointType: string): Promise<void> {
  const isIncluded = (line: string): boolean => (JSON.parse(line) as { sequence: number }).sequence <= lastSequence
  const isSignedFor = (line: string): boolean => isIncluded(openEnvelope(line, checkpointType).payload.toString('utf8'))
  await copyFiles(from, to, lastSequence, { isEntry: isIncluded, isPersonal: isIncluded, isSignedFor })
}

/**
 * Copies what is sound of a chain that may be damaged, durably: up to the entry before the first damage. Of what stands beside
 * the entries, lines that cannot be read are left out.
 *
 * @returns the last entry that was copied, by its sequence; 0 when there is none
 */
export async function copySoundLog(from: string, to: string, checkpointType: string): Promise<number> {
  const { sequence } = await lastSoundEntry(from)
  let copied = 0
  const isEntry = (): boolean => {
    copied += 1
    return copied <= sequence
  }
  const isPersonal = orNot((line) => (JSON.parse(line) as { sequence: number }).sequence <= sequence)
  const isSignedFor = orNot((line) => isPersonal(openEnvelope(line, checkpointType).payload.toString('utf8')))
  if (sequence > 0) await copyFiles(from, to, sequence, { isEntry, isPersonal, isSignedFor })
  return sequence
}

function orNot(isSo: (line: string) => boolean): (line: string) => boolean {
  return (line) => {
    try {
      return isSo(line)
    } catch {
      return false
    }
  }
}

/** Which lines of each kind of file are copied. */
type LinesToCopy = Readonly<Record<'isEntry' | 'isPersonal' | 'isSignedFor', (line: string) => boolean>>

async function copyFiles(
  from: string,
  to: string,
  lastSequence: number,
  { isEntry, isPersonal, isSignedFor }: LinesToCopy,
): Promise<void> {
  await mkdir(to, { recursive: true, mode: DIRECTORY_MODE })
  for (const first of segmentsIn(await readdir(from)).filter((sequence) => sequence <= lastSequence)) {
    await copyLines(join(from, entryFile(first)), join(to, entryFile(first)), isEntry)
    await copyLines(join(from, personalFile(first)), join(to, personalFile(first)), isPersonal)
  }
  await copyLines(join(from, CHECKPOINT_FILE), join(to, CHECKPOINT_FILE), isSignedFor)
  await syncDirectory(to)
}

/** Whole lines only; a file that is not there is no file in the copy. */
async function copyLines(from: string, to: string, isIncluded: (line: string) => boolean): Promise<void> {
  await ifThere(async () => {
    await using source = await open(from, 'r')
    await using copy = await open(to, 'wx', FILE_MODE)
    let gathered: string[] = []
    for await (const { text, isEnded } of linesOf(createReadStream('', { fd: source.fd, autoClose: false }))) {
      if (!isEnded) break
      if (isIncluded(text)) gathered.push(`${text}\n`)
      if (gathered.length < 10_000) continue
      await copy.appendFile(gathered.join(''))
      gathered = []
    }
    await copy.appendFile(gathered.join(''))
    await copy.sync()
  })
}
