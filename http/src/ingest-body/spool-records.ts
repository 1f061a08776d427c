import { InvalidParameterError } from '@deskledger/domain'
import { parseJson, shown } from '../body/json.js'
import { LineSpool } from './line-spool.js'

/**
 * Puts `{"records":[…]}` into lines, one for each element, so that both forms of a delivery go the same way. What an
 * element may be is the engine's to say. Whoever gets the spool removes it.
 *
 * @throws {ApiFailure} `emptyBody`, or `tooLarge`: too many records
 * @throws {InvalidParameterError} the body is not such an object
 * @throws {StorageFullError} no room is left
 */
export async function spoolRecords(bytes: Buffer, directory: string): Promise<LineSpool> {
  const records = recordsOf(parseJson(bytes, 1))
  const spool = await LineSpool.create(directory)
  try {
    for (const record of records) {
      const line = lineOf(record)
      if (line === undefined) spool.refuse('nested-too-deep')
      else await spool.write(Buffer.from(`${line}\n`))
    }
    await spool.end()
    return spool
  } catch (error) {
    await spool.remove()
    throw error
  }
}

/** By hand, not by the contract's schema: a record that does not fit it refuses itself only. */
function recordsOf(body: unknown): readonly unknown[] {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new InvalidParameterError('body', 'must be an object with the member records')
  }
  const { records, ...others } = body as { records?: unknown }
  for (const other of Object.keys(others)) {
    throw new InvalidParameterError(shown(other), 'is not a known member of the body')
  }
  if (!Array.isArray(records)) throw new InvalidParameterError('records', 'must be an array')
  return records
}

/** A record holds no nested value anyway; what is nested so deep that it cannot be written again is refused here. */
function lineOf(record: unknown): string | undefined {
  try {
    return JSON.stringify(record)
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}
