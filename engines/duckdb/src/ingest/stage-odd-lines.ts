import { type LineRefusal, MAX_REFUSALS_TOLD, parseLine, type RecordLine } from '@deskledger/domain'
import { DuckDBTimestampValue, INTEGER, TIMESTAMP, VARCHAR } from '@duckdb/node-api'
import type { Session } from '../database.js'
import { RECORD_COLUMNS } from '../record-columns.js'
import { readPlaces } from './read-places.js'

/** Refused lines: how many, and the first of them. */
export interface Refused {
  count: number
  readonly told: LineRefusal[]
}

/** Adds a refusal; only the first ones are told one by one. */
export function refuse(refused: Refused, refusal: LineRefusal): void {
  refused.count += 1
  if (refused.told.length < MAX_REFUSALS_TOLD) refused.told.push(refusal)
}

/** Reads the lines that were not plainly right one by one: valid ones join `staged`, the others are refused. */
export async function stageOddLines(
  session: Session,
  path: string,
  places: readonly number[],
  refused: Refused,
): Promise<void> {
  if (places.length === 0) return
  await session.guarded(async () => {
    const appender = await session.connection.createAppender('staged', 'main', 'temp')
    try {
      for await (const { place, text } of readPlaces(path, places)) {
        const parsed = parseLine(text)
        if (parsed.ok) append(appender, place, parsed.line)
        else refuse(refused, { line: place + 1, transactionId: parsed.transactionId, problem: parsed.problem })
      }
    } finally {
      appender.closeSync()
    }
  })
}

type Appender = Awaited<ReturnType<Session['connection']['createAppender']>>

function append(appender: Appender, place: number, { record, revision }: RecordLine): void {
  appender.appendValue(place, INTEGER)
  for (const { name, kind } of RECORD_COLUMNS) {
    const value = record[name]
    if (value === undefined) appender.appendNull()
    else if (kind === 'integer') appender.appendInteger(value as number)
    else if (kind === 'boolean') appender.appendBoolean(value as boolean)
    else if (kind === 'instant')
      appender.appendValue(new DuckDBTimestampValue(BigInt((value as Date).getTime()) * 1000n), TIMESTAMP)
    else appender.appendValue(value as string, VARCHAR)
  }
  appender.appendNull()
  appender.appendInteger(revision)
  appender.appendInteger(1)
  appender.appendBoolean(false)
  appender.appendBoolean(true)
  appender.endRow()
}
