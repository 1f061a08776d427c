import { join } from 'node:path'
import { type GenerateOptions, generateLines } from '@deskledger/sample-data'
import { filledDirectory } from '../filled-directory.js'
import type { Bench } from '../question.js'
import type { PeerDatabase } from './peer.js'

/** A peer whose database holds a data set. */
export interface FilledPeer {
  readonly name: string
  /** Opens it anew, so that what one run leaves in its memory is not the next one's. */
  open(): Promise<PeerDatabase>
}

/** All peers of the bench, filled with a data set; one that is there is used again, like a filled ledger. */
export async function filledPeers(bench: Bench, dataSet: GenerateOptions): Promise<FilledPeer[]> {
  const filled: FilledPeer[] = []
  for (const peer of bench.peers) {
    if (dataSet.records > (peer.maxRecords ?? dataSet.records)) continue
    const directory = await filledDirectory(bench.ledgers, peer.name.toLowerCase(), dataSet, async (empty) => {
      bench.tell(`${peer.name}: loading ${dataSet.records.toLocaleString('en')} records`)
      await usingPeer(peer.open(within(empty), dataSet), (database) => database.load(generateLines(dataSet)))
    })
    filled.push({ name: peer.name, open: () => peer.open(within(directory), dataSet) })
  }
  return filled
}

/** Works with a peer's database and closes it, whatever happens. */
export async function usingPeer<T>(
  opening: Promise<PeerDatabase>,
  work: (open: PeerDatabase) => Promise<T>,
): Promise<T> {
  const database = await opening
  try {
    return await work(database)
  } finally {
    await database.close()
  }
}

/** Works with all of them open at once and closes them, whatever happens. */
export async function usingPeers<T>(
  filled: readonly FilledPeer[],
  work: (open: ReadonlyMap<string, PeerDatabase>) => Promise<T>,
): Promise<T> {
  const databases = new Map<string, PeerDatabase>()
  try {
    for (const { name, open } of filled) databases.set(name, await open())
    return await work(databases)
  } finally {
    for (const database of databases.values()) await database.close()
  }
}

/** The database has a directory of its own, since a server may run as another user. */
function within(directory: string): string {
  return join(directory, 'data')
}
