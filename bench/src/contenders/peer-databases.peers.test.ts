import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateLines } from '@deskledger/sample-data'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectionEvents } from '../connection-events.js'
import { dataSetOf, PROJECT_ID, spool } from '../data-set.js'
import type { PeerDatabase } from './peer.js'
import { postgres } from './postgres.js'
import { sqlite } from './sqlite.js'

const dataSet = dataSetOf(300)

describe.each([postgres, sqlite])('$name', (peer) => {
  let directory: string
  let whole: PeerDatabase
  let grown: PeerDatabase
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'deskledger-peer-'))
    await chmod(directory, 0o711)
    peer.check()
    whole = await peer.open(join(directory, 'whole'), dataSet)
    grown = await peer.open(join(directory, 'grown'), dataSet)
    await whole.load(generateLines(dataSet))
    await grown.load([])
  }, 120_000)
  afterAll(async () => {
    await whole?.close()
    await grown?.close()
    await rm(directory, { recursive: true })
  })

  it('merges starts and ends into the very records that are loaded whole', async () => {
    const read = async (database: PeerDatabase): Promise<string> => {
      const path = join(directory, 'export.csv')
      expect(await database.exportCsv(path)).toBe(dataSet.records)
      return readFile(path, 'utf8')
    }
    for await (const batch of spool(connectionEvents(generateLines(dataSet)), directory, 100)) {
      expect(await grown.merge(batch)).toBe(batch.lineCount)
    }
    expect(await read(grown)).toBe(await read(whole))
    expect((await read(whole)).trimEnd().split('\n')).toHaveLength(dataSet.records + 1)
  })

  it('is a database on disk that a page and its total can be asked of', async () => {
    const { totalCount, transactionIds } = await whole.list({ query: { projectId: PROJECT_ID }, offset: 290 }, 20)
    expect([totalCount, transactionIds.length]).toEqual([dataSet.records, 10])
    expect(await whole.sizeBytes()).toBeGreaterThan(100_000)
  })
})
