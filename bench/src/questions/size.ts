import { mkdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { filledPeers, usingPeer } from '../contenders/filled-peers.js'
import { dataSetOf } from '../data-set.js'
import { filledLedger } from '../filled-ledger.js'
import { DATABASE_FILE } from '../ledger.js'
import { type Contender, compare, type Measures } from '../measure.js'
import type { Answer, Question } from '../question.js'
import { RawDatabase } from '../raw-database.js'

const BYTES_PER_MB = 1e6

/** How much disk a ledger takes. */
export const size: Question = {
  name: 'size',
  text:
    'How large is the file of a closed ledger that took its records in batch by batch, against raw DuckDB with the same facts copied ' +
    'into a table of its own? Other databases have their indexes, too.',
  async ask(bench) {
    const { scale, ledgers, scratch, tell } = bench
    const answers: Answer[] = []
    for (const records of scale.listRecords) {
      const dataSet = dataSetOf(records)
      const ledger = join(await filledLedger(ledgers, dataSet, tell), DATABASE_FILE)
      tell(`size: ${records.toLocaleString('en')} records`)
      const measured = (byteCount: number): Record<string, Measures> => ({
        database: { MB: byteCount / BYTES_PER_MB, 'bytes/record': byteCount / records },
      })
      const sized = async (path: string): Promise<Record<string, Measures>> => measured((await stat(path)).size)
      const peers = (await filledPeers(bench, dataSet)).map(
        ({ name, open }): Contender => ({
          name,
          run: async () => measured(await usingPeer(open(), (peer) => peer.sizeBytes())),
        }),
      )
      const rows = await compare({
        // A size does not differ from one look to the next.
        rounds: 1,
        contenders: [
          { name: 'deskledger', run: () => sized(ledger) },
          { name: 'raw', run: async () => sized(await copied(ledger, join(scratch, 'size'))) },
          ...peers,
        ],
        yardstick: 'raw',
        lead: 'MB',
      })
      await rm(join(scratch, 'size'), { recursive: true })
      answers.push({ dataSet, rows })
    }
    return answers
  },
}

async function copied(ledger: string, directory: string): Promise<string> {
  await mkdir(directory)
  const path = join(directory, 'raw.duckdb')
  const raw = await RawDatabase.create(path)
  await raw.copyFrom(ledger)
  raw.close()
  return path
}
