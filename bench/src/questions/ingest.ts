import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { IngestBatch } from '@deskledger/domain'
import { type GenerateOptions, generateLines } from '@deskledger/sample-data'
import { connectionEvents } from '../connection-events.js'
import { usingPeer } from '../contenders/filled-peers.js'
import { dataSetOf, PROJECT_ID, spool } from '../data-set.js'
import { openLedger } from '../ledger.js'
import { type Contender, compare, type Measures, type Row } from '../measure.js'
import type { Answer, Bench, Question } from '../question.js'
import { RawDatabase } from '../raw-database.js'
import { watch } from '../watch.js'

/** Durable ingest, batch by batch, of records that end and of records that grow. */
export const ingest: Question = {
  name: 'ingest',
  text:
    'How fast are lines of a spool file checked, merged and synced, against raw DuckDB that appends the same lines by ' +
    'typed `read_json` and commits, without checks and without merging? Other databases merge by ' +
    '`INSERT … ON CONFLICT DO UPDATE`, synced, without checks and without revisions.',
  async ask(bench) {
    const { ingestRecords } = bench.scale
    // The last third comes as starts and ends: as many lines again.
    const dataSet = dataSetOf(Math.ceil(ingestRecords * 1.5))
    const rows: Row[] = []
    for (const batchLines of [1_000, 10_000]) {
      const directory = join(bench.scratch, `ingest-${batchLines}`)
      const passes = await spooled(dataSet, ingestRecords, directory, batchLines)
      rows.push(...(await askWith(bench, dataSet, directory, passes)))
      await rm(directory, { recursive: true })
    }
    return [{ dataSet, rows } satisfies Answer]
  },
}

/** A stretch of batches that is measured as one. */
interface Pass {
  readonly name: string
  readonly batches: readonly IngestBatch[]
}

async function spooled(
  dataSet: GenerateOptions,
  newRecords: number,
  directory: string,
  batchLines: number,
): Promise<Pass[]> {
  const lines = generateLines(dataSet)
  const pass = async (name: string, these: Iterable<string>): Promise<Pass> => {
    const within = join(directory, name.replaceAll(' ', '-'))
    await mkdir(within, { recursive: true })
    const batches: IngestBatch[] = []
    for await (const batch of spool(these, within, batchLines)) batches.push(batch)
    return { name: `${name}, batches of ${batchLines.toLocaleString('en')}`, batches }
  }
  return [await pass('new records', first(lines, newRecords)), await pass('starts and ends', connectionEvents(lines))]
}

/** The first of the lines; the iterator stays usable for the others. */
function* first(lines: Iterator<string>, count: number): Generator<string> {
  for (let taken = 0; taken < count; taken += 1) {
    const line = lines.next()
    if (line.done) return
    yield line.value
  }
}

function askWith(bench: Bench, dataSet: GenerateOptions, directory: string, passes: readonly Pass[]): Promise<Row[]> {
  let round = 0
  const fresh = async (name: string): Promise<string> => {
    round += 1
    bench.tell(`ingest: ${name}, database ${round} of ${(2 + bench.peers.length) * bench.scale.rounds}`)
    const path = join(directory, `${name}-${round}`)
    await mkdir(path)
    return path
  }
  const deskledger: Contender = {
    name: 'deskledger',
    async run() {
      const path = await fresh('deskledger')
      const ledger = await openLedger(path)
      const told = await measured(passes, async (batch) => {
        const outcome = await ledger.records.merge(PROJECT_ID, batch, { receivedAt: new Date() })
        return outcome.created + outcome.updated + outcome.unchanged
      })
      await ledger.close()
      await rm(path, { recursive: true })
      return told
    },
  }
  const raw: Contender = {
    name: 'raw',
    async run() {
      const path = await fresh('raw')
      const database = await RawDatabase.create(join(path, 'raw.duckdb'))
      const told = await measured(passes, (batch) => database.append(batch.path))
      database.close()
      await rm(path, { recursive: true })
      return told
    },
  }
  const peers = bench.peers.map(
    (peer): Contender => ({
      name: peer.name,
      async run() {
        const path = await fresh(peer.name)
        const told = await usingPeer(peer.open(join(path, 'data'), dataSet), async (database) => {
          await database.load([])
          return measured(passes, (batch) => database.merge(batch))
        })
        await rm(path, { recursive: true })
        return told
      },
    }),
  )
  const contenders = [deskledger, raw, ...peers]
  return compare({ rounds: bench.scale.rounds, contenders, yardstick: 'raw', lead: 'lines/s' })
}

/** @param take answers how many lines had their effect */
async function measured(
  passes: readonly Pass[],
  take: (batch: IngestBatch) => Promise<number>,
): Promise<Record<string, Measures>> {
  const told: Record<string, Measures> = {}
  for (const { name, batches } of passes) {
    let slowestMs = 0
    let lines = 0
    const { seconds, loopBlockMs } = await watch(async () => {
      for (const batch of batches) {
        const startedMs = performance.now()
        const taken = await take(batch)
        slowestMs = Math.max(slowestMs, performance.now() - startedMs)
        if (taken !== batch.lineCount) throw new Error(`${taken} of ${batch.lineCount} lines were taken in`)
        lines += taken
      }
    })
    told[name] = { 'lines/s': lines / seconds, 'slowest batch ms': slowestMs, 'loop block ms': loopBlockMs }
  }
  return told
}
