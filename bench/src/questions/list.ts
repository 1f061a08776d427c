import { isDeepStrictEqual } from 'node:util'
import type { GenerateOptions } from '@deskledger/sample-data'
import { filledPeers, usingPeers } from '../contenders/filled-peers.js'
import type { PeerDatabase } from '../contenders/peer.js'
import { dataSetOf } from '../data-set.js'
import { filledLedger } from '../filled-ledger.js'
import { type Ledger, openLedger } from '../ledger.js'
import { type ListCase, listCases } from '../list-cases.js'
import { byPeer, byPlainSql, byStore, type List, type Listed } from '../lists.js'
import { type Contender, compare, quantile, type Row } from '../measure.js'
import type { Answer, Bench, Question } from '../question.js'

/** A round of one case ends after this many seconds: without a fitting index a peer takes many for one request. */
const ROUND_SECONDS = 20

/** Latency of the list that people look at. */
export const list: Question = {
  name: 'list',
  text:
    'How long does a page of 20 records with its total count take, for one client, against the plain SQL a person would ' +
    'write on the same table: `SELECT * … ORDER BY … LIMIT` and `SELECT count(*)`? Other databases get the same two statements.',
  async ask(bench) {
    const answers: Answer[] = []
    for (const records of bench.scale.listRecords) {
      const dataSet = dataSetOf(records)
      const directory = await filledLedger(bench.ledgers, dataSet, bench.tell)
      const filled = await filledPeers(bench, dataSet)
      const ledger = await openLedger(directory)
      try {
        const rows = await usingPeers(filled, (peers) => askOf(ledger, peers, dataSet, bench))
        answers.push({ dataSet, rows })
      } finally {
        await ledger.close()
      }
    }
    return answers
  },
}

async function askOf(
  ledger: Ledger,
  peers: ReadonlyMap<string, PeerDatabase>,
  dataSet: GenerateOptions,
  { scale, tell }: Bench,
): Promise<Row[]> {
  const lists = new Map<string, List>([
    ['deskledger', byStore(ledger)],
    ['raw', byPlainSql(ledger)],
    ...[...peers].map(([name, peer]): [string, List] => [name, byPeer(peer)]),
  ])
  const rows: Row[] = []
  for (const [name, variants] of await listCases(ledger.records, dataSet)) {
    tell(`list: ${name}, ${dataSet.records.toLocaleString('en')} records`)
    for (const asked of variants) await assertSame(lists, asked)
    const contenders = [...lists].map(
      ([title, one]): Contender => ({
        name: title,
        run: async () => ({ [name]: await latencies(one, variants, scale.listRequests) }),
      }),
    )
    rows.push(...(await compare({ rounds: scale.rounds, contenders, yardstick: 'raw', lead: 'median ms' })))
  }
  return rows
}

/** Speed counts only for the same answer; it also warms all up. */
async function assertSame(lists: ReadonlyMap<string, List>, asked: ListCase): Promise<void> {
  const answers: [string, Listed][] = []
  for (const [name, one] of lists) answers.push([name, await one(asked)])
  const [[first, ours] = ['', undefined], ...others] = answers
  const odd = others.find(([, theirs]) => !isDeepStrictEqual(ours, theirs))
  if (odd === undefined) return
  throw new Error(`${first} and ${odd[0]} differ: ${ours?.totalCount} and ${odd[1].totalCount} records`)
}

async function latencies(
  one: List,
  variants: readonly ListCase[],
  requests: number,
): Promise<{ 'median ms': number; 'p95 ms': number; matches: number }> {
  const times: number[] = []
  const totals: number[] = []
  const endsMs = performance.now() + ROUND_SECONDS * 1000
  for (let request = 0; request < requests && performance.now() < endsMs; request += 1) {
    const asked = variants[request % variants.length]
    if (asked === undefined) break
    const startedMs = performance.now()
    const { totalCount } = await one(asked)
    times.push(performance.now() - startedMs)
    totals.push(totalCount)
  }
  const matches = totals.reduce((sum, total) => sum + total, 0) / totals.length
  return { matches, 'median ms': quantile(times, 0.5), 'p95 ms': quantile(times, 0.95) }
}
