import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import type { ServerLibrary } from '../server-library.js'
import { temporaryDirectory } from '../temporary-directory.fixture.js'
import { runCommand, type SeenRequest, sendJson, testEndpoint } from '../test-io.fixture.js'

const FILE = Buffer.from('the file')
const SHA256 = createHash('sha256').update(FILE).digest('hex')
const TASK = { task_id: 't1', status: 'SUCCESS', file_name: 'r.xlsx', byte_count: 8, sha256: SHA256, row_count: 10_000 }

/** Answers as an API would that has just taken the samples in. */
function answers({ url, body }: SeenRequest): unknown {
  if (url.pathname.endsWith('/connections/desktops')) {
    return { total_count: 10_000, records: [{ user_name: 'ada', computer_name: 'd-1' }] }
  }
  if (url.pathname.endsWith('/desktops/connections')) {
    return { created: body.toString().match(/\n/g)?.length, updated: 0, unchanged: 0, rejected_count: 0, rejected: [] }
  }
  return url.pathname.endsWith('/export') ? { task_id: 't1' } : TASK
}

function serverAt(url: string) {
  const done: unknown[] = []
  const firstStart = {
    accountName: 'a',
    userName: 'u',
    password: 'p',
    projectId: 'p1',
    accessKey: 'AK',
    secretKey: 'SK',
  }
  const library: ServerLibrary = {
    SETTINGS: [],
    readSettings: (environment, flags) => {
      done.push({ environment, flags })
      return {} as ReturnType<ServerLibrary['readSettings']>
    },
    startServer: async () => ({ url, firstStart: { ...firstStart, generated: true }, stop }),
  }
  const stop = async (): Promise<void> => void done.push('stopped')
  return { done, loadServer: async () => library }
}

describe('quickstart --once', () => {
  it('tells the whole way, leaves the file, and stops', async () => {
    await using directory = await temporaryDirectory()
    await using endpoint = await testEndpoint((request, reply) => {
      if (request.url.pathname.endsWith('/download')) reply.end(FILE)
      else sendJson(reply, 200, answers(request))
    })
    const url = endpoint.environment.DESKLEDGER_ENDPOINT
    const { done, loadServer } = serverAt(url)
    const dataDir = directory.file('new')
    const environment = { DESKLEDGER_PORT: '1', DESKLEDGER_ACCESS_KEY: 'of another ledger' }
    const ended = await runCommand(['quickstart', '--once', '--data-dir', dataDir], { environment, loadServer })
    expect(ended).toMatchObject({ code: 0, stderr: '' })
    expect(ended.stdout.replaceAll(/\([\d.]+ m?s\)/g, '(time)').split('\n')).toEqual([
      `1. Server started at ${url}, data in ${dataDir} (time)`,
      '2. Delivered 10,000 sample records of the last 7 days: 10,000 created (time)',
      '3. Listed the newest of 10,000: ada → d-1 (time)',
      '4. Exported and downloaded 10,000 rows, 8 bytes (time)',
      `5. Checked it: SHA-256 ${SHA256} is that of the export task (time)`,
      '',
      `The file: ${dataDir}/quickstart/r.xlsx`,
      '',
    ])
    expect(await readFile(`${dataDir}/quickstart/r.xlsx`)).toEqual(FILE)
    const flags = { DESKLEDGER_DATA_DIR: dataDir, DESKLEDGER_PORT: '0', DESKLEDGER_LOG_LEVEL: 'warn' }
    expect(done).toEqual([{ environment: {}, flags }, 'stopped'])
  })

  it('stops the server when a step fails', async () => {
    await using directory = await temporaryDirectory()
    await using endpoint = await testEndpoint((_, reply) =>
      sendJson(reply, 500, { error_code: 'C', error_msg: 'broken' }),
    )
    const { done, loadServer } = serverAt(endpoint.environment.DESKLEDGER_ENDPOINT)
    const words = ['quickstart', '--once', '--data-dir', directory.file('new')]
    expect(await runCommand(words, { loadServer })).toMatchObject({ code: 1 })
    expect(done.at(-1)).toBe('stopped')
  })

  it('takes no directory that holds something', async () => {
    await using directory = await temporaryDirectory()
    await writeFile(directory.file('kept'), '')
    const { done, loadServer } = serverAt('http://127.0.0.1:1')
    for (const named of [directory.file('.'), directory.file('kept')]) {
      expect((await runCommand(['quickstart', '--once', '--data-dir', named], { loadServer })).code).toBe(2)
    }
    expect(done).toEqual([])
  })
})
