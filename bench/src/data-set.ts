import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { IngestBatch } from '@deskledger/domain'
import { type GenerateOptions, generateLines } from '@deskledger/sample-data'

/** The project that all records belong to. */
export const PROJECT_ID = 'c0ffee00c0ffee00c0ffee00c0ffee00'

/** A day, in milliseconds. */
export const DAY_MS = 86_400_000

/** Records of 30 days up to a Wednesday evening, the same for every run. */
export function dataSetOf(records: number): GenerateOptions {
  return { records, days: 30, seed: 1, endAt: new Date('2026-03-04T18:00:00Z') }
}

const FINGERPRINT_LINES = 1000

/** Digest of the first thousand lines: answers are comparable only where it is the same. */
export function fingerprintOf(dataSet: GenerateOptions): string {
  const hash = createHash('sha256')
  let left = FINGERPRINT_LINES
  for (const line of generateLines(dataSet)) {
    hash.update(`${line}\n`)
    left -= 1
    if (left === 0) break
  }
  return hash.digest('hex').slice(0, 16)
}

/** Writes lines into files of `batchLines` lines each; a file is written when it is asked for, its removal is the caller's. */
export async function* spool(
  lines: Iterable<string>,
  directory: string,
  batchLines: number,
): AsyncGenerator<IngestBatch> {
  let batch: string[] = []
  let number = 0
  const write = async (): Promise<IngestBatch> => {
    const path = join(directory, `batch-${number}.ndjson`)
    await writeFile(path, `${batch.join('\n')}\n`)
    const lineCount = batch.length
    batch = []
    number += 1
    return { path, lineCount }
  }
  for (const line of lines) {
    batch.push(line)
    if (batch.length === batchLines) yield await write()
  }
  if (batch.length > 0) yield await write()
}
