import { execFile } from 'node:child_process'
import { readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { documentedSample } from './documented-sample.fixture.js'
import { type Ledger, newLedger, ROOT, temporaryDirectory } from './ledger.fixture.js'
import { readXlsx } from './readers.fixture.js'

const PACKAGES = fileURLToPath(new URL('../../node_modules', import.meta.url))

describe('the Node sample of use-official-sdks.md, as it stands', () => {
  let ledger: Ledger & AsyncDisposable
  beforeAll(async () => {
    ledger = await newLedger()
    const connection_start_time = new Date(Date.now() - 3_600_000).toISOString()
    const lines = [199, 200].map((e2e_rtt) => ({ transaction_id: `rtt-${e2e_rtt}`, connection_start_time, e2e_rtt }))
    await ledger.client.ingestConnectionRecords(lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
  })
  afterAll(() => ledger[Symbol.asyncDispose]())

  async function run(directory: string, settings: Record<string, string>) {
    await symlink(PACKAGES, join(directory, 'node_modules'))
    await writeFile(join(directory, 'sample.mjs'), await documentedSample('use-official-sdks.md', 'Node', 'js'))
    const keys = { HUAWEICLOUD_SDK_AK: ROOT.accessKey, HUAWEICLOUD_SDK_SK: ROOT.secretKey }
    const env = { PATH: process.env['PATH'], DESKLEDGER_ENDPOINT: ledger.endpoint, ...keys, ...settings }
    return promisify(execFile)(process.execPath, ['sample.mjs'], { cwd: directory, env })
  }

  it.each([
    ['with a project id', { HUAWEICLOUD_SDK_PROJECT_ID: ROOT.projectId }],
    ['without one, which it looks up', {}],
  ])('lists, exports, downloads and deletes %s', async (_which, settings) => {
    await using directory = await temporaryDirectory()
    const { stdout } = await run(directory.path, settings)
    const [counted, fileName = ''] = stdout.trim().split('\n')
    expect(counted).toBe('2 connection records')
    expect(await readdir(directory.path)).toContain(fileName)
    const [sheet] = await readXlsx(await readFile(join(directory.path, fileName)))
    expect(sheet?.cells[0]?.slice(0, 2)).toEqual(['桌面名称', '连接用户'])
    expect(sheet?.cells.flat()).toContain('rtt-200')
    expect(sheet?.cells).toHaveLength(2)
    expect(await ledger.client.listExportTasks()).toMatchObject({ count: 0 })
  })

  it('tells status, code, message and request id of a failure', async () => {
    await using directory = await temporaryDirectory()
    const failure = run(directory.path, { HUAWEICLOUD_SDK_SK: 'wrong', HUAWEICLOUD_SDK_PROJECT_ID: ROOT.projectId })
    await expect(failure).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^401 APIGW\.0301 Incorrect IAM authentication information: .* [0-9a-f]{32}\n$/),
    })
  })
})
