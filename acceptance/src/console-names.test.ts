import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPage, type StorageState, signedInState, startBrowser } from './browser.fixture.js'
import { HOSTILE_TEXTS } from './hostile-texts.fixture.js'
import { type Ledger, newLedger } from './ledger.fixture.js'

/** A name takes so many characters. */
const NAME_LENGTH = 64

/** What the API takes as a name: neither control characters nor invisible ones, which the first test shows. */
const NAMES = HOSTILE_TEXTS.filter((text) => !/[\p{Cc}\p{Cf}]/u.test(text)).map((text) => text.slice(0, NAME_LENGTH))

/** It refuses everything, so that granting it gives nothing away. */
const DOCUMENT = { Version: '1.1', Statement: [{ Effect: 'Deny', Action: ['workspace:*:*'] }] }

/** Where names stand, and how often each. */
const PLACES = [
  ['users', 'administration?section=users', 2],
  ['groups', 'administration?section=groups', 2],
  ['projects', 'administration?section=projects', 1],
  ['policies', 'administration?section=policies', 2],
  ['grants', 'administration?section=grants', 3],
] as const

describe('names that would do harm', () => {
  let browser: Browser
  let ledger: Ledger & AsyncDisposable
  let storageState: StorageState
  beforeAll(async () => {
    ledger = await newLedger()
    const { admin } = ledger.client
    for (const name of NAMES) {
      const { user_id } = await admin.createUser({ name })
      const { group_id } = await admin.createGroup({ name, description: name })
      const { policy_id } = await admin.createPolicy({ name, description: name, document: DOCUMENT })
      const { project_id } = await admin.createProject({ name })
      await admin.addUserToGroup(group_id, user_id)
      await admin.createGrant({ policy_id, user_id, project_id })
    }
    browser = await startBrowser()
    storageState = await signedInState(browser, ledger.endpoint)
  })
  afterAll(async () => {
    await browser.close()
    await ledger[Symbol.asyncDispose]()
  })

  const expectUnharmed = async (page: Page): Promise<void> => {
    expect(await page.evaluate('window.hacked')).toBeUndefined()
    expect(await page.locator('#root img, #root script, .ant-select-dropdown img').count()).toBe(0)
  }

  it('are refused where they hide something', async () => {
    for (const name of HOSTILE_TEXTS.filter((text) => /[\p{Cc}\p{Cf}]/u.test(text)))
      await expect(ledger.client.admin.createUser({ name })).rejects.toThrow('name')
  })

  it.each(PLACES)('show as text among %s', async (_place, address, times) => {
    await using opened = await openPage(browser, ledger.endpoint, { storageState }, `/console/${address}`)
    const { page, complaints } = opened
    const shown = page.locator('tbody bdi')
    for (const name of NAMES) {
      await expect.poll(async () => (await shown.allTextContents()).filter((text) => text === name).length).toBe(times)
    }
    await expectUnharmed(page)
    expect(complaints).toEqual([])
  })

  it('show as text in what is chosen from, in titles and in the log', async () => {
    await using opened = await openPage(browser, ledger.endpoint, { storageState })
    const { page, complaints } = opened
    await page.locator('main table').waitFor()
    await page.getByLabel('Project', { exact: true }).click()
    for (const name of NAMES) {
      await page.keyboard.press('ArrowDown')
      await page.locator('.ant-select-item-option', { hasText: name }).first().waitFor()
    }
    await page.keyboard.press('Escape')
    await page.goto(`${ledger.endpoint}/console/administration`)
    for (const name of NAMES) {
      await page.locator('tbody tr', { hasText: name }).getByRole('button', { name: 'Manage' }).click()
      await page.locator('dialog h2').getByText(name, { exact: true }).waitFor()
      await page.keyboard.press('Escape')
    }
    await page.goto(`${ledger.endpoint}/console/administration?section=audit`)
    await page.locator('tbody tr').first().waitFor()
    await expectUnharmed(page)
    expect(complaints).toEqual([])
  })
})
