import { execFile, spawnSync } from 'node:child_process'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPage, signIn, startBrowser, type WatchedPage } from './browser.fixture.js'
import { type Ledger, newLedger, ROOT, ROOT_USER, temporaryDirectory } from './ledger.fixture.js'

/** Within this workspace, where a sample finds the packages that it imports. */
const SAMPLES = fileURLToPath(new URL('../dist/samples/', import.meta.url))

/** Operations that need nothing but who asks, and what their answers hold. */
const RUN = [
  ['ListLoginRecordsNew', 'total_count'],
  ['ExportUserConnectionNew', 'task_id'],
  ['ListInstancesStatus', 'statics'],
  ['ListExportTasks', 'export_tasks'],
  ['EstimateExport', 'estimated_seconds'],
  ['ListSigningKeys', 'signing_keys'],
  ['KeystoneListProjects', 'projects'],
] as const

/** Operations that the vendor's packages for Python, Go and Java have and that take no body. */
const GENERATED = [
  'ExportUserConnectionNew',
  'ListLoginRecordsNew',
  'ExportUserLoginInfoNew',
  'ListHistoryOnlineInfoNew',
  'ListInstancesStatus',
  'ListExportTasks',
  'DownloadExportFile',
] as const

/** Parse files without looking for what they import. */
const PARSERS = [
  ['Python', 'python3', ['-m', 'py_compile'], 'sample.py'],
  ['Go', 'gofmt', ['-e', '-l'], 'sample.go'],
  ['Java', 'javac', ['-XDshould-stop.ifNoError=PARSE', '-XDshould-stop.ifError=PARSE'], 'Sample.java'],
] as const

/** A value that would end a string, a line or a command in one of the languages. */
const NASTY = `a'b"c\\d $(touch x) \`y\` #{z} %s é`

/** A command that is not there is an error of the system, not an answer of its own. */
function isInstalled(command: string): boolean {
  return spawnSync(command, ['--version']).error === undefined
}

describe('sample code of the explorer', () => {
  let browser: Browser
  let ledger: Ledger & AsyncDisposable
  let opened: WatchedPage
  beforeAll(async () => {
    ledger = await newLedger()
    await mkdir(SAMPLES, { recursive: true })
    browser = await startBrowser()
    opened = await openPage(browser, ledger.endpoint)
    await signIn(opened.page)
    await opened.page.locator('main table').waitFor()
  })
  afterAll(async () => {
    await rm(SAMPLES, { recursive: true })
    await browser.close()
    await ledger[Symbol.asyncDispose]()
  })

  const showOperation = async (page: Page, id: string): Promise<void> => {
    await page.goto(`${ledger.endpoint}/console/explorer?operation=${id}`)
    await page.locator('article form').waitFor()
  }
  const sampleIn = async (page: Page, language: string): Promise<string> => {
    await page.locator('article section').getByText(language, { exact: true }).click()
    return (await page.getByRole('region', { name: language, exact: true }).textContent()) ?? ''
  }

  it.each<[language: string, file: string, run: (file: string) => string[]]>([
    ['curl', 'sample.sh', (file) => ['sh', file]],
    // It needs no types of its own, so that it is JavaScript as well.
    ['TypeScript', 'sample.mjs', (file) => [process.execPath, file]],
    ['Node', 'sample.mjs', (file) => [process.execPath, file]],
  ])('in %s runs as it is shown', async (language, name, run) => {
    const { token } = await ledger.client.createToken(ROOT_USER)
    const env = {
      PATH: process.env['PATH'],
      DESKLEDGER_TOKEN: token,
      DESKLEDGER_ACCESS_KEY: ROOT.accessKey,
      DESKLEDGER_SECRET_KEY: ROOT.secretKey,
      HUAWEICLOUD_SDK_AK: ROOT.accessKey,
      HUAWEICLOUD_SDK_SK: ROOT.secretKey,
    }
    const file = join(SAMPLES, name)
    const [command = '', ...args] = run(file)
    for (const [id, answer] of RUN) {
      await showOperation(opened.page, id)
      await writeFile(file, await sampleIn(opened.page, language))
      const { stdout } = await promisify(execFile)(command, args, { env, cwd: SAMPLES })
      expect([id, stdout]).toEqual([id, expect.stringMatching(answer)])
    }
  })

  it('takes what was filled in for text, in a shell as well', async () => {
    const { page } = opened
    await showOperation(page, 'ListLoginRecordsNew')
    await page.getByLabel('user_name').fill(NASTY)
    const file = join(SAMPLES, 'nasty.sh')
    await writeFile(file, await sampleIn(page, 'curl'))
    const { token } = await ledger.client.createToken(ROOT_USER)
    const env = { PATH: process.env['PATH'], DESKLEDGER_TOKEN: token }
    const { stdout } = await promisify(execFile)('sh', [file], { env, cwd: SAMPLES })
    expect(JSON.parse(stdout)).toEqual({ total_count: 0, records: [] })
  })

  for (const [language, command, args, name] of PARSERS) {
    it.runIf(isInstalled(command))(`in ${language} is ${language}, as far as its own parser tells`, async () => {
      await using directory = await temporaryDirectory()
      const { page } = opened
      const files: string[] = []
      for (const id of GENERATED) {
        await showOperation(page, id)
        for (const field of await page.locator('article form input[type=text]:not([readonly])').all())
          await field.fill(NASTY)
        await mkdir(join(directory.path, id))
        const file = join(directory.path, id, name)
        await writeFile(file, await sampleIn(page, language))
        files.push(file)
      }
      const { status, stderr } = spawnSync(command, [...args, ...files], { encoding: 'utf8' })
      expect([status, stderr]).toEqual([0, ''])
    })
  }
})
