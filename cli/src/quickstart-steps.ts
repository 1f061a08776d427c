import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { DeskledgerClient } from '@deskledger/client'
import { generateLines } from '@deskledger/sample-data'
import { type DownloadedFile, downloadFile } from './download-file.js'
import { exportProgress } from './export-progress.js'
import { CommandError } from './failures.js'
import type { ProgressBar } from './progress-bar.js'

/** Delivers sample records of the days before now. @returns how many records the ledger has from them */
export async function deliverSamples(
  client: DeskledgerClient,
  { records, days, now }: { records: number; days: number; now: Date },
): Promise<number> {
  const lines = generateLines({ records, days, seed: 1, endAt: now })
  const answer = await client.ingestConnectionRecords(`${[...lines].join('\n')}\n`)
  if (answer.rejected_count > 0) throw new CommandError(`${answer.rejected_count} of the sample records were rejected.`)
  return answer.created
}

/** How many records there are, and who reached which desktop last, at most three of them. */
export async function lookAround(client: DeskledgerClient): Promise<{ total: number; latest: readonly string[] }> {
  const page = await client.listLoginRecords({ limit: 50 })
  const latest = new Set(page.records.map(({ user_name, computer_name }) => `${user_name} → ${computer_name}`))
  return { total: page.total_count, latest: [...latest].slice(0, 3) }
}

/** Makes an export file through the API and downloads it into a folder of the data directory. */
export async function exportFile(
  client: DeskledgerClient,
  dataDir: string,
  bar: ProgressBar,
): Promise<DownloadedFile & { readonly rowCount: number | undefined }> {
  const { task_id } = await client.exportUserConnection({ format: 'xlsx', language: 'en_US' })
  const task = await client.waitForExport(task_id, { onProgress: (state) => bar.show(exportProgress(state)) })
  const folder = join(dataDir, 'quickstart')
  await mkdir(folder, { recursive: true })
  const file = await downloadFile(client, task, join(folder, task.file_name), { resume: false, onProgress: () => {} })
  if (!file.isVerified) throw new CommandError('The task told no digest, so the file could not be checked.')
  return { ...file, rowCount: task.row_count }
}
