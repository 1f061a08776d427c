import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Ledger, newLedger, temporaryDirectory } from './ledger.fixture.js'

const EXAMPLES = fileURLToPath(new URL('../../examples/', import.meta.url))

/** What the root user of a test server signs in with. */
const ROOT_USER = {
  DESKLEDGER_ACCOUNT: 'deskledger',
  DESKLEDGER_USER: 'root',
  DESKLEDGER_PASSWORD: 'acceptance password',
}

describe('the examples run as they stand', () => {
  let ledger: Ledger & AsyncDisposable

  beforeAll(async () => {
    ledger = await newLedger()
  })
  afterAll(() => ledger[Symbol.asyncDispose]())

  async function run(command: string, file: string, ...words: string[]): Promise<string> {
    const env = { ...process.env, ...ledger.environment, ...ROOT_USER }
    return (await promisify(execFile)(command, [`${EXAMPLES}${file}`, ...words], { env })).stdout
  }

  const ONE_RECORD = {
    total_count: 1,
    records: [{ user_name: 'CORP\\zoe', connection_failure_reason: 'gateway timeout' }],
  }

  it('export-failures.mjs delivers and exports', async () => {
    const csv = await run(process.execPath, 'export-failures.mjs')
    expect(csv.split('\r\n')).toHaveLength(3)
    expect(csv).toContain('(Europe/Berlin)')
    expect(csv).toContain('DESK-0001,CORP\\zoe')
  })

  it.each(['list-records.sh', 'list-with-token.sh'])('%s lists what was delivered', async (file) => {
    expect(JSON.parse(await run('bash', file))).toMatchObject(ONE_RECORD)
  })

  it('wait-and-save.mjs saves a verified file', async () => {
    await using directory = await temporaryDirectory()
    const path = join(directory.path, 'week.csv')
    const outcome = JSON.parse(await run(process.execPath, 'wait-and-save.mjs', path))
    expect(outcome).toMatchObject({ path, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) })
    expect((await readFile(path)).length).toBe(outcome.byteCount)
  })

  it('provision-user.mjs makes a key that reads', async () => {
    const outcome = JSON.parse(await run(process.execPath, 'provision-user.mjs'))
    expect(outcome).toMatchObject({ outcome: 'allow', records: 1 })
  })
})
