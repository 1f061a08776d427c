import { type DeskledgerClient, type IngestResult, LinesRefusedError, type RejectedLine } from '@deskledger/client'
import type { ImportSource } from './import-source.js'
import { ndjsonBatches } from './ndjson-batches.js'

/** Bound of one request besides its lines; it is held in memory. */
const BATCH_BYTES = 32 * 1_048_576

/** What lines did, summed over requests. */
export type ImportCounts = Record<'created' | 'updated' | 'unchanged' | 'rejected_count', number>

export interface ImportOptions {
  readonly batch: number
  readonly atomic: boolean
  readonly gzip: boolean
  /** Bytes of the file that have been read. */
  readonly onRead: (byteCount: number) => void
  /** After each request: what it did. Its `line` numbers are those of the file. */
  readonly onAnswer: (answer: IngestResult) => Promise<void>
}

/** Delivers a file: in requests of so many lines, or as one request that takes all or nothing. */
export async function importFile(
  client: DeskledgerClient,
  source: ImportSource,
  options: ImportOptions,
): Promise<void> {
  const { batch, atomic, gzip, onRead, onAnswer } = options
  const bytes = source.read(onRead)
  if (atomic) return onAnswer(await ingestWhole(client, bytes, gzip))
  for await (const { firstLine, body } of ndjsonBatches(bytes, { lines: batch, bytes: BATCH_BYTES })) {
    // A request without a record is refused, and what is blank at the end of a file may make one.
    if (isBlank(body)) continue
    const answer = await client.ingestConnectionRecords(body, { gzip })
    await onAnswer({ ...answer, rejected: answer.rejected.map((line) => moved(line, firstLine - 1)) })
  }
}

/** What a file did that is taken whole or not at all. */
async function ingestWhole(
  client: DeskledgerClient,
  bytes: AsyncIterable<Uint8Array>,
  gzip: boolean,
): Promise<IngestResult> {
  try {
    return await client.ingestConnectionRecords(bytes, { atomic: true, gzip })
  } catch (error) {
    if (!(error instanceof LinesRefusedError)) throw error
    return { ...noCounts(), rejected_count: error.rejectedCount, rejected: [...error.rejected] }
  }
}

const BLANK = new Set([...' \t\r\n'].map((character) => character.charCodeAt(0)))

function isBlank(body: Uint8Array): boolean {
  return body.every((byte) => BLANK.has(byte))
}

function moved(rejected: RejectedLine, lines: number): RejectedLine {
  return { ...rejected, line: rejected.line + lines }
}

/** No lines yet. */
export function noCounts(): ImportCounts {
  return { created: 0, updated: 0, unchanged: 0, rejected_count: 0 }
}

/** Adds what a request did. */
export function addCounts(sum: ImportCounts, answer: ImportCounts): void {
  sum.created += answer.created
  sum.updated += answer.updated
  sum.unchanged += answer.unchanged
  sum.rejected_count += answer.rejected_count
}
