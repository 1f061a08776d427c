import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPage, signIn, startBrowser, violationsOf } from './browser.fixture.js'
import { deskledger, type Ledger, newLedger } from './ledger.fixture.js'

/** Pictures for the documentation are made anew when this is set; ordinary runs leave them as they are. */
const MAKES_PICTURES = process.env['CONSOLE_PICTURES'] !== undefined

const PICTURES = fileURLToPath(new URL('../../docs/images/', import.meta.url))

/** First load of the records page, as it comes over the network in gzip, without what it fetches from the API. */
const FIRST_LOAD_BYTES = 350_000

/** Of the head, in pixels: more than one row would be twice as high. */
const ROW_HEIGHT = 40

/** Every page, by the name of its picture: its address, and what shows that it is there. */
const VIEWS: readonly (readonly [name: string, address: string, isThere: (page: Page) => Promise<void>])[] = [
  ['records', 'records?range=7d', (page) => page.locator('tbody tr').first().waitFor()],
  [
    'record',
    'records?range=7d',
    async (page) => {
      await page.locator('tbody tr button').first().click()
      await page.locator('dialog .ant-timeline').waitFor()
    },
  ],
  ['overview', 'overview?range=30d', (page) => page.locator('main canvas').last().waitFor()],
  [
    'overview-tables',
    'overview?range=30d',
    async (page) => {
      await page.locator('main canvas').last().waitFor()
      for (const button of await page.locator('main section > div button').all()) await button.click()
      await page.locator('main table').last().waitFor()
    },
  ],
  ['exports', 'exports', (page) => page.locator('tbody tr a').first().waitFor()],
  [
    'export',
    `exports?order=${encodeURIComponent(JSON.stringify({ terminal_type: 'windows' }))}`,
    (page) => page.locator('dialog [role=status] strong').waitFor(),
  ],
  ['explorer', 'explorer?operation=ListLoginRecordsNew', (page) => page.locator('article form').waitFor()],
  ['users', 'administration', (page) => page.locator('tbody tr').first().waitFor()],
  [
    'user',
    'administration',
    async (page) => {
      await page.locator('tbody tr button').last().waitFor()
      await page.locator('tbody tr', { hasText: 'ada' }).getByRole('button').first().click()
      await page.locator('dialog table').waitFor()
    },
  ],
  ['groups', 'administration?section=groups', (page) => page.locator('tbody tr').first().waitFor()],
  ['projects', 'administration?section=projects', (page) => page.locator('tbody tr').first().waitFor()],
  ['policies', 'administration?section=policies', (page) => page.locator('tbody tr').first().waitFor()],
  ['grants', 'administration?section=grants', (page) => page.locator('tbody tr').first().waitFor()],
  ['settings', 'administration?section=settings', (page) => page.locator('tbody tr').first().waitFor()],
  ['simulator', 'administration?section=simulator', (page) => page.locator('main form').waitFor()],
  ['audit', 'administration?section=audit', (page) => page.locator('tbody tr').first().waitFor()],
  ['health', 'administration?section=health', (page) => page.locator('tbody tr').first().waitFor()],
]

describe('the pages of the console', () => {
  let browser: Browser
  let ledger: Ledger & AsyncDisposable
  beforeAll(async () => {
    ledger = await newLedger()
    const { stdout } = await deskledger([
      'generate',
      '--records',
      '3000',
      '--days',
      '30',
      '--seed',
      '7',
      '--end-at',
      'now',
    ])
    expect(await ledger.client.ingestConnectionRecords(stdout)).toMatchObject({ created: 3000, rejected: [] })
    const { task_id: taskId } = await ledger.client.exportUserConnection({ format: 'csv' })
    await ledger.client.waitForExport(taskId)
    const { user_id: ada } = await ledger.client.admin.createUser({ name: 'ada', password: 'console pages' })
    const { group_id: auditors } = await ledger.client.admin.createGroup({ name: 'auditors' })
    await ledger.client.admin.addUserToGroup(auditors, ada)
    const { policies } = await ledger.client.admin.listPolicies()
    await ledger.client.admin.createGrant({ policy_id: policies[0]?.policy_id ?? '', group_id: auditors })
    if (MAKES_PICTURES) await mkdir(PICTURES, { recursive: true })
    browser = await startBrowser()
  })
  afterAll(async () => {
    await browser.close()
    await ledger[Symbol.asyncDispose]()
  })

  it.each([
    { locale: 'en-US', colorScheme: 'light', isPictured: true },
    { locale: 'en-US', colorScheme: 'dark', isPictured: false },
    { locale: 'zh-CN', colorScheme: 'light', isPictured: false },
    { locale: 'zh-CN', colorScheme: 'dark', isPictured: true },
  ] as const)(
    'are accessible and without a complaint in $locale, $colorScheme',
    async ({ locale, colorScheme, isPictured }) => {
      await using opened = await openPage(browser, ledger.endpoint, {
        locale,
        colorScheme,
        viewport: { width: 1280, height: 800 },
      })
      const { page, complaints, settled } = opened
      const picture = async (name: string): Promise<void> => {
        if (MAKES_PICTURES && isPictured)
          await page.screenshot({ path: `${PICTURES}${name}.${locale}.png`, animations: 'disabled' })
      }
      const violations: string[] = []
      const look = async (name: string): Promise<void> => {
        await settled()
        violations.push(...(await violationsOf(page)).map((violation) => `${name}: ${violation}`))
        await picture(name)
      }
      await page.locator('form').waitFor()
      await look('sign-in')
      await signIn(page)
      await page.locator('main table').waitFor()
      expect(await page.evaluate("document.querySelector('header').offsetHeight")).toBeLessThan(2 * ROW_HEIGHT)
      for (const [name, address, isThere] of VIEWS) {
        await page.goto(`${ledger.endpoint}/console/${address}`)
        await isThere(page)
        await look(name)
      }
      expect(violations).toEqual([])
      expect(complaints).toEqual([])
    },
  )

  it('loads the page of records in less than 350 kB', async () => {
    await using opened = await openPage(browser, ledger.endpoint)
    const { page } = opened
    await signIn(page)
    await page.locator('tbody tr').first().waitFor()
    await page.goto(`${ledger.endpoint}/console/records`)
    await page.locator('tbody tr').first().waitFor()
    await page.waitForLoadState('networkidle')
    // As it was sent, also when it came from the cache.
    const bytes = await page.evaluate(`performance.getEntriesByType('resource')
      .filter(({ name }) => name.includes('/console/'))
      .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)`)
    expect(bytes).toBeGreaterThan(100_000)
    expect(bytes).toBeLessThan(FIRST_LOAD_BYTES)
  })
})
