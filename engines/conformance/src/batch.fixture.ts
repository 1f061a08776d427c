import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ConnectionRecord, IngestBatch, RecordField, RecordLine } from '@deskledger/domain'
import { RECORD_FIELDS } from '@deskledger/domain'

/** Makes batches as the edge does, in a directory of their own. */
export interface BatchMaker {
  /** A batch of these lines: text as it is, objects as JSON. */
  of(lines: readonly (string | object)[]): Promise<IngestBatch>
  dispose(): Promise<void>
}

export async function batchMaker(): Promise<BatchMaker> {
  const directory = await mkdtemp(join(tmpdir(), 'deskledger-batch-'))
  let made = 0
  return {
    async of(lines) {
      made += 1
      const path = join(directory, `${made}.ndjson`)
      const texts = lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`)
      await writeFile(path, texts.join(''))
      return { path, lineCount: lines.length }
    },
    dispose: () => rm(directory, { recursive: true, force: true }),
  }
}

/** A record as a line of an ingest body. */
export function toWire({ record, revision }: RecordLine | { record: ConnectionRecord; revision?: number }): object {
  const value = (field: RecordField): unknown => {
    const known = record[field.name]
    return known instanceof Date ? known.toISOString() : known
  }
  return { ...Object.fromEntries(RECORD_FIELDS.map((field) => [field.wire, value(field)])), revision }
}
