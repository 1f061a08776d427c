import { ApiError, type DeskledgerClient, type ExportEstimate, type QueryOf } from '@deskledger/client'
import { count, size } from './figures.js'
import { type Io, write, writeJson } from './io.js'

/** An export of more rows is told about before it is asked for. */
const LARGE_ROW_COUNT = 100_000

const BASES: Readonly<Record<ExportEstimate['basis'], string>> = {
  'own-exports': 'as earlier exports of the project went',
  'sample-records': 'measured with sample records',
}

/** Writes an estimate to standard output. */
export function tellEstimate({ stdout }: Io, estimate: ExportEstimate, json: boolean | undefined): Promise<void> {
  return json ? writeJson(stdout, estimate) : write(stdout, `${inWords(estimate)}\n`)
}

/** On a terminal, tells of a large export what it will be like. An endpoint that cannot tell is no reason not to ask. */
export async function announceLarge(
  { stderr }: Io,
  client: DeskledgerClient,
  query: QueryOf<'EstimateExport'>,
): Promise<void> {
  if (!stderr.isTTY) return
  const estimate = await client.estimateExport(query).catch((error: unknown) => {
    if (error instanceof ApiError) return undefined
    throw error
  })
  if (estimate !== undefined && estimate.row_count > LARGE_ROW_COUNT) await write(stderr, `${inWords(estimate)}\n`)
}

function inWords(estimate: ExportEstimate): string {
  const { format, row_count, estimated_byte_count, estimated_seconds, fits_one_sheet, basis } = estimate
  const sheets = format === 'xlsx' && !fits_one_sheet ? ' on several sheets' : ''
  const rough = `about ${size(estimated_byte_count)} and ${count(estimated_seconds)} s`
  return `${count(row_count)} rows as ${format}${sheets}, ${rough} (${BASES[basis]})`
}
