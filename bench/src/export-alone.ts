import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ExportFormatName } from '@deskledger/domain'
import { openExports } from './exports.js'
import { openLedger } from './ledger.js'
import { rawCopy } from './raw-copy.js'
import { watch } from './watch.js'

/** An export that a process makes and does nothing else. */
export interface LoneExport {
  /** Of the filled ledger. */
  readonly ledger: string
  /** Where files may be made. */
  readonly scratch: string
  /** A raw copy, to CSV, or an export as the worker makes it. */
  readonly make: 'raw copy' | ExportFormatName
  readonly engineMemoryBytes: number
  readonly threads: number
}

/** What it took. */
export interface LoneExportTold {
  readonly seconds: number
  /** The most resident memory that the process ever had, with program and engine. */
  readonly peakRssBytes: number
}

/** Makes one export of all records with a ledger opened for it. */
export async function exportAlone(order: LoneExport): Promise<LoneExportTold> {
  const ledger = await openLedger(order.ledger, { threads: order.threads, memoryLimitBytes: order.engineMemoryBytes })
  try {
    const { seconds } = await watch(async () => {
      if (order.make !== 'raw copy') {
        const exports = await openExports(ledger, join(order.scratch, 'exports'))
        await exports.make({ format: order.make }).finally(() => exports.close())
        return
      }
      const path = join(order.scratch, 'raw.csv')
      await ledger.database.use((session) => session.run(rawCopy(path)))
      await rm(path)
    })
    return { seconds, peakRssBytes: process.resourceUsage().maxRSS * KIBIBYTE }
  } finally {
    await ledger.close()
  }
}

const KIBIBYTE = 2 ** 10

/** As a program: the order is its argument, the answer its output, both JSON. */
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const order = JSON.parse(process.argv[2] ?? '') as LoneExport
  process.stdout.write(JSON.stringify(await exportAlone(order)))
}
