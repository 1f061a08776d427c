import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openPage, type StorageState, signedInState, startBrowser, type WatchedPage } from './browser.fixture.js'
import { HOSTILE_TEXTS } from './hostile-texts.fixture.js'
import { type Ledger, newLedger, ROOT } from './ledger.fixture.js'

/** A parameter of the API takes so many characters. */
const PARAMETER_LENGTH = 255

describe('the export centre', () => {
  let browser: Browser
  let ledger: Ledger & AsyncDisposable
  let storageState: StorageState
  beforeAll(async () => {
    ledger = await newLedger({ DESKLEDGER_FAULTS: 'true' })
    const lines = ['zoe', 'max', 'max', ...HOSTILE_TEXTS].map((user_name, place) =>
      JSON.stringify({ transaction_id: `t-${place}`, connection_start_time: new Date().toISOString(), user_name }),
    )
    await ledger.client.ingestConnectionRecords(lines.join('\n'))
    browser = await startBrowser()
    storageState = await signedInState(browser, ledger.endpoint)
  })
  const removeTasks = async (): Promise<void> => {
    const { export_tasks: tasks } = await ledger.client.listExportTasks()
    if (tasks.length > 0) await ledger.client.deleteExportTasks(tasks.map(({ task_id }) => task_id))
  }
  beforeEach(async () => {
    await ledger.client.admin.clearFaults(ROOT.projectId)
    await removeTasks()
  })
  afterAll(async () => {
    await browser.close()
    await ledger[Symbol.asyncDispose]()
  })

  const addressOf = (order: object): string => `/console/exports?order=${encodeURIComponent(JSON.stringify(order))}`
  const openDialog = async (order: object): Promise<WatchedPage> => {
    const opened = await openPage(browser, ledger.endpoint, { storageState }, addressOf(order))
    await opened.page.locator('dialog').waitFor()
    // Nobody asks before the page has read which exports there are.
    await opened.settled()
    return opened
  }
  const submit = (page: Page): Promise<void> =>
    page.locator('dialog').getByRole('button', { name: 'Export', exact: true }).click()

  it('tells beforehand what to expect, and calls when it is done', async () => {
    await using opened = await openDialog({ user_name: 'max' })
    const { page, complaints } = opened
    const estimate = page.getByRole('status', { name: 'What to expect' })
    await estimate.getByText('2 rows', { exact: true }).waitFor()
    expect(await estimate.textContent()).toMatch(/^2 rows · about [\d.]+ \w+ · about 1 s$/)
    await page.locator('dialog').getByLabel('User', { exact: true }).fill('zoe')
    await estimate.getByText('1 rows', { exact: true }).waitFor()
    await submit(page)
    await page.getByText('Export is ready:').waitFor()
    await page.getByRole('button', { name: 'Dismiss' }).click()
    await page.getByRole('button', { name: 'Finished exports: 1 new' }).click()
    await page.getByRole('tooltip').getByText('Export is ready:').waitFor()
    expect(complaints).toEqual([])
  })

  it('stops an export that is being made', async () => {
    await ledger.client.admin.addFault(ROOT.projectId, { kind: 'hold-export', seconds: 600 })
    await using opened = await openDialog({})
    const { page, complaints } = opened
    const before = (await ledger.client.listExportTasks()).count
    await submit(page)
    await page.getByRole('button', { name: 'Cancel export' }).click()
    await page.locator('.ant-popconfirm').getByRole('button', { name: 'Cancel export' }).click()
    await expect.poll(() => page.getByRole('button', { name: 'Cancel export' }).count()).toBe(0)
    expect((await ledger.client.listExportTasks()).count).toBe(before)
    expect(complaints).toEqual([])
  })

  it('says in words why an export failed, and asks for it again', async () => {
    await ledger.client.admin.addFault(ROOT.projectId, {
      kind: 'fail-export',
      error_code: 'WKS.00211401',
      reason: 'The disk is full.',
    })
    await using opened = await openDialog({ user_name: 'max' })
    const { page, complaints } = opened
    await submit(page)
    const row = page.locator('tbody tr', { hasText: 'The file could not be made. The disk is full.' })
    await row.waitFor()
    await page.getByText('Export failed:').waitFor()
    await row.getByRole('button', { name: 'Export again' }).click()
    await page.getByText('Export is ready:').waitFor()
    await row.getByRole('button', { name: 'Delete' }).click()
    await page.locator('.ant-popconfirm').getByRole('button', { name: 'Delete' }).click()
    await expect.poll(() => row.count()).toBe(0)
    expect(complaints).toEqual([])
  })

  it('checks a file against its manifest and the signature of that', async () => {
    const { task_id: taskId } = await ledger.client.exportUserConnection({ format: 'csv' })
    await ledger.client.waitForExport(taskId)
    const { signing_keys: keys } = await ledger.client.listSigningKeys()
    await using opened = await openDialog({})
    const { page, complaints } = opened
    await page.keyboard.press('Escape')
    await page.locator('tbody tr', { hasText: '.csv' }).getByRole('button').first().click()
    const panel = page.locator('dialog')
    await panel.getByRole('button', { name: 'Verify the file' }).click()
    await panel.getByText('size and SHA-256 are those of the task').waitFor()
    await panel.getByText(`signed by key ${keys[0]?.key_id}`).waitFor()
    await panel.getByRole('button', { name: 'Show the manifest' }).click()
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      panel.getByRole('button', { name: 'Save the manifest' }).click(),
    ])
    expect(saved.suggestedFilename()).toMatch(/^ConnectionRecords_\d{14}_[0-9a-f]{8}\.csv\.manifest\.json$/)
    expect(complaints).toEqual([])
  })

  it('takes hostile filters for text, and names files by itself', async () => {
    await using opened = await openPage(browser, ledger.endpoint, { storageState })
    const { page, complaints } = opened
    for (const text of HOSTILE_TEXTS.filter(({ length }) => length <= PARAMETER_LENGTH)) {
      await removeTasks()
      await page.goto(`${ledger.endpoint}${addressOf({ user_name: text })}`)
      await page.locator('dialog').waitFor()
      await page.locator('dialog [role=status]').getByText('1 rows', { exact: true }).waitFor()
      await submit(page)
      const link = page.getByRole('link', { name: 'Download' })
      await link.waitFor()
      const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
      expect(download.suggestedFilename()).toMatch(/^ConnectionRecords_\d{14}_[0-9a-f]{8}\.xlsx$/)
      await page.locator('tbody').getByRole('button').first().click()
      expect(await page.locator('dialog bdi').allTextContents()).toContain(text)
    }
    expect(await page.evaluate('window.hacked')).toBeUndefined()
    expect(complaints).toEqual([])
  })
})
