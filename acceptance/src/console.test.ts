import { readFile } from 'node:fs/promises'
import { DeskledgerClient, PermissionError } from '@deskledger/client'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPage, type StorageState, signedInState, signIn, startBrowser } from './browser.fixture.js'
import { HOSTILE_TEXTS } from './hostile-texts.fixture.js'
import { type Ledger, newLedger, ROOT, ROOT_USER } from './ledger.fixture.js'
import { readCsv } from './readers.fixture.js'

const HOUR_MS = 3_600_000

const RECORD_COUNT = 46 + HOSTILE_TEXTS.length

/** Facts of a record whose value is text. */
const TEXT_FACTS = [
  'sid',
  'computer_name',
  'user_name',
  'terminal_mac',
  'terminal_name',
  'terminal_ip',
  'client_version',
  'terminal_type',
  'agent_version',
  'desktop_ip',
  'connection_failure_reason',
  'source_ip',
  'public_ip',
  'enterprise_project_id',
] as const

const aRecord = (place: number, more: object = {}): object => ({
  transaction_id: `t-${String(place).padStart(3, '0')}`,
  connection_start_time: new Date(Date.now() - HOUR_MS - place * 1000).toISOString(),
  user_name: place % 2 === 0 ? 'zoe' : 'max',
  computer_name: `PC-${place % 3}`,
  ...more,
})

/** Chooses what an Ant Design field offers. */
async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).click()
  await page.keyboard.type(option)
  await page.locator('.ant-select-item-option', { hasText: option }).first().click()
}

describe('the console', () => {
  let browser: Browser
  let ledger: Ledger & AsyncDisposable
  let storageState: StorageState
  beforeAll(async () => {
    ledger = await newLedger()
    const attacks = HOSTILE_TEXTS.map((text, place) =>
      aRecord(100 + place, {
        domain: 'attackers',
        ...Object.fromEntries(TEXT_FACTS.map((name) => [name, text])),
      }),
    )
    const failed = aRecord(99, {
      user_name: 'ada',
      computer_name: 'PC-9',
      public_ip: '203.0.113.7',
      terminal_type: 'Windows 11',
      client_version: '3.10',
      agent_version: '1.8',
      connection_failure_reason: 'No free desktop',
    })
    const records = [...Array.from({ length: 45 }, (_, place) => aRecord(place)), failed, ...attacks]
    const lines = records.map((record) => `${JSON.stringify(record)}\n`).join('')
    expect(await ledger.client.ingestConnectionRecords(lines)).toMatchObject({ created: records.length, rejected: [] })
    browser = await startBrowser()
    storageState = await signedInState(browser, ledger.endpoint)
  })
  afterAll(async () => {
    await browser.close()
    await ledger[Symbol.asyncDispose]()
  })

  it('lets nobody in without the password, and the user until the session ends', async () => {
    await using opened = await openPage(browser, ledger.endpoint)
    const { page } = opened
    await signIn(page, 'wrong')
    await page.getByRole('alert').waitFor()
    expect(await page.getByRole('alert').textContent()).toContain('Account, user name or password is wrong.')
    await signIn(page)
    await page.getByRole('heading', { name: 'Connection records' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'Connection records' }).waitFor()
    expect(await page.evaluate('document.cookie')).toBe('')
    expect(await page.evaluate('JSON.stringify([localStorage, sessionStorage])')).not.toMatch(
      /token|password|[\w-]{43}/i,
    )
    await page.route('**/*', (route) => (route.request().method() === 'DELETE' ? route.abort() : route.fallback()))
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('alert').getByText('The server does not answer.').waitFor()
    expect(await page.getByRole('heading', { name: 'Connection records' }).count()).toBe(1)
    await page.unroute('**/*')
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: 'Sign in to deskledger' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'Sign in to deskledger' }).waitFor()
  })

  it('finds records by filter, page by page, all of it in the address', async () => {
    await using opened = await openPage(browser, ledger.endpoint, { storageState })
    const { page, complaints } = opened
    await page.getByText(`${RECORD_COUNT} records`).waitFor()
    await page.getByRole('searchbox', { name: 'Filter' }).fill('user:ZOE')
    await page.getByRole('button', { name: 'Search' }).click()
    await page.getByText('23 records').waitFor()
    expect(await page.locator('tbody tr').count()).toBe(20)
    await page.locator('.ant-pagination-item-2').click()
    await page.waitForURL(/page=2/)
    await expect.poll(() => page.locator('tbody tr').count()).toBe(3)
    const address = page.url()
    expect(address).toMatch(/user=ZOE/)
    await page.goto(address)
    await expect.poll(() => page.locator('tbody tr').count()).toBe(3)
    await page.getByRole('searchbox', { name: 'Filter' }).fill('colour:red')
    await page.getByRole('button', { name: 'Search' }).click()
    await page.getByText('Not understood: colour:red.').waitFor()
    expect(complaints).toEqual([])
  })

  it('carries every filter into the address, back into the bar, and over to an export', async () => {
    await using opened = await openPage(browser, ledger.endpoint, { storageState })
    const { page, complaints } = opened
    await page.locator('tbody tr').first().waitFor()
    const filter = 'net:203.0.113.0/24 os:"Windows 11" reason:"No free desktop" client:3.10 agent:1.8 status:failed'
    await page.getByRole('searchbox', { name: 'Filter' }).fill(filter)
    await page.getByRole('button', { name: 'Search' }).click()
    await page.waitForURL(/status=failed/)
    await page.getByText('1 records', { exact: true }).waitFor()
    await page.reload()
    expect(await page.getByRole('searchbox', { name: 'Filter' }).inputValue()).toBe(filter)
    await page.getByRole('button', { name: 'Filter fields' }).click()
    expect(await page.getByLabel('Failure reason', { exact: true }).inputValue()).toBe('No free desktop')
    await page.getByRole('link', { name: 'Export these rows' }).click()
    const dialog = page.getByRole('dialog', { name: 'New export' })
    await dialog.locator('[role=status]').getByText('1 rows', { exact: true }).waitFor()
    expect(await dialog.getByLabel('Network of the egress IP').inputValue()).toBe('203.0.113.0/24')
    await dialog.locator('.ant-select-content', { hasText: 'Failed' }).waitFor()
    expect(complaints).toEqual([])
  })

  it('shows a connection closely, and leads to its neighbours', async () => {
    await using opened = await openPage(browser, ledger.endpoint, { storageState })
    const { page, complaints } = opened
    await page.locator('tbody').getByRole('button', { name: 'Show' }).first().click()
    const panel = page.getByRole('dialog', { name: 'Details' })
    await panel.getByText('t-000').waitFor()
    await panel.getByRole('button', { name: 'Connections to this desktop: 15' }).click()
    await page.waitForURL(/desktop=PC-0/)
    await page.getByText('15 records').waitFor()
    const range = page.locator('search .ant-segmented-item-selected')
    expect(await range.textContent()).toBe('Custom')
    await page.goBack()
    await page.getByText(`${RECORD_COUNT} records`).waitFor()
    expect(await range.textContent()).toBe('24 hours')
    expect(complaints).toEqual([])
  })

  it('exports what is shown, and the file that is downloaded holds just that', async () => {
    await using opened = await openPage(browser, ledger.endpoint, { storageState })
    const { page, complaints } = opened
    await page.getByRole('searchbox', { name: 'Filter' }).fill('user:max')
    await page.getByRole('button', { name: 'Search' }).click()
    await page.getByText('22 records').waitFor()
    await page.getByRole('link', { name: 'Export these rows' }).click()
    const dialog = page.getByRole('dialog', { name: 'New export' })
    expect(await dialog.getByLabel('User', { exact: true }).inputValue()).toBe('max')
    await dialog.getByLabel('Format').click()
    await dialog.locator('.ant-select-item-option', { hasText: 'CSV' }).click()
    await dialog.getByRole('button', { name: 'Export', exact: true }).click()
    const link = page.getByRole('link', { name: 'Download' })
    await link.waitFor()
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
    expect(download.suggestedFilename()).toMatch(/^ConnectionRecords_\d{14}_[0-9a-f]{8}\.csv$/)
    const [header = [], ...rows] = readCsv(await readFile(await download.path()))
    expect(header).toContain('Connection Started (Asia/Shanghai)')
    expect(rows).toHaveLength(22)
    expect(new Set(rows.map((row) => row[1]))).toEqual(new Set(['max']))
    await page.getByRole('button', { name: download.suggestedFilename() }).click()
    await page.getByRole('button', { name: 'Verify the file' }).click()
    await page.getByText('size and SHA-256 are those of the task').waitFor()
    await page.locator('dialog').getByRole('button', { name: 'Close', exact: true }).click()
    await page.getByRole('button', { name: 'Delete' }).click()
    await page.locator('.ant-popconfirm').getByRole('button', { name: 'Delete' }).click()
    await page.getByText('Nothing has been exported yet.').waitFor()
    expect(complaints).toEqual([])
  })

  it('sends any operation from the explorer, and shows what came back', async () => {
    await using opened = await openPage(browser, ledger.endpoint, { storageState })
    const { page, complaints } = opened
    await page.getByRole('link', { name: 'API explorer' }).click()
    await page.getByRole('button', { name: 'GET ListLoginRecordsNew' }).click()
    await page.getByLabel('user_name').fill('zoe')
    await page.getByRole('button', { name: 'Send request' }).click()
    await page.getByText('Status 200').waitFor()
    expect(await page.getByRole('region', { name: 'Answer' }).last().textContent()).toContain('"total_count": 23')
    expect(await page.getByRole('region', { name: 'Headers of the answer' }).textContent()).toContain('x-request-id')
    expect(complaints).toEqual([])
    await page.getByLabel('limit').fill('1001')
    await page.getByRole('button', { name: 'Send request' }).click()
    await page.getByText('Status 400').waitFor()
  })

  it('makes a user with a key whose secret is shown once, and tells what the user may do', async () => {
    await using opened = await openPage(browser, ledger.endpoint, { storageState })
    const { page, complaints } = opened
    await page.getByRole('link', { name: 'Administration' }).click()
    await page.getByRole('button', { name: 'New user' }).click()
    const dialog = page.locator('dialog')
    await dialog.getByLabel('Name').fill('reader')
    await dialog.getByRole('button', { name: 'Create' }).click()
    const row = page.locator('tbody tr', { hasText: 'reader' })
    await row.getByRole('button', { name: 'Manage' }).click()
    await dialog.getByRole('button', { name: 'New access key' }).click()
    await dialog.getByText('The secret key is shown this once.').waitFor()
    const shown = (await dialog.getByRole('region', { name: 'New access key' }).textContent()) ?? ''
    const [, accessKey = '', secretKey = ''] = /ACCESS_KEY=(\S+)\nDESKLEDGER_SECRET_KEY=(\S+)/.exec(shown) ?? []
    await dialog.getByRole('button', { name: 'Close', exact: true }).click()
    const reader = new DeskledgerClient({ endpoint: ledger.endpoint, projectId: ROOT.projectId, accessKey, secretKey })
    await expect(reader.listLoginRecords()).rejects.toThrow(PermissionError)

    await page.getByText('Grants', { exact: true }).click()
    await page.getByRole('button', { name: 'New grant' }).click()
    await choose(page, 'Policy', 'Workspace ReadOnlyAccess')
    await choose(page, 'Granted to', 'reader')
    await dialog.getByRole('button', { name: 'Create' }).click()
    await page.locator('tbody tr', { hasText: 'reader' }).waitFor()
    expect((await reader.listLoginRecords({ limit: 1 })).total_count).toBe(RECORD_COUNT)

    await page.getByText('Policy simulator', { exact: true }).click()
    await choose(page, 'User', 'reader')
    await page.getByLabel('Action').fill('workspace:connections:securityList')
    await page.getByRole('button', { name: 'Test' }).click()
    await page.getByText('Allowed', { exact: true }).waitFor()
    expect(complaints).toEqual([])
  })

  it('shows the settings, the audit log with its checkpoint, and the health of the server', async () => {
    await using opened = await openPage(browser, ledger.endpoint, { storageState })
    const { page, complaints } = opened
    await page.getByRole('link', { name: 'Administration' }).click()
    await page.getByText('Settings', { exact: true }).click()
    const settings = page.getByRole('region', { name: 'Settings' })
    await settings.locator('tr', { hasText: 'DESKLEDGER_LOG_LEVEL' }).getByText('warn', { exact: true }).waitFor()
    expect(await settings.textContent()).not.toContain(ROOT.secretKey)
    expect(await settings.textContent()).not.toContain(ROOT_USER.password)

    await page.getByText('Audit log', { exact: true }).click()
    await page.getByLabel('Operation', { exact: true }).fill('CreateBrowserSession')
    await page.getByRole('button', { name: 'Search' }).click()
    const entries = page.getByRole('region', { name: 'Audit log' })
    await entries.getByText('CreateBrowserSession').first().waitFor()
    await expect
      .poll(async () => new Set(await entries.locator('tbody code').allTextContents()))
      .toEqual(new Set(['CreateBrowserSession']))
    await page.getByRole('button', { name: 'Show the checkpoint' }).click()
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save the checkpoint' }).click(),
    ])
    expect(saved.suggestedFilename()).toBe('checkpoint.json')
    const checkpoint = JSON.parse(await readFile(await saved.path(), 'utf8'))
    expect(checkpoint.payloadType).toBe('application/vnd.deskledger.audit-checkpoint+json')

    await page.getByText('Health', { exact: true }).click()
    const { signing_keys: keys } = await ledger.client.listSigningKeys()
    await page.getByText(keys[0]?.key_id ?? 'none').waitFor()
    await page.getByText('Answers', { exact: true }).waitFor()
    expect(complaints).toEqual([])
  })

  it('shows hostile text as text', async () => {
    await using opened = await openPage(browser, ledger.endpoint, { storageState })
    const { page, complaints } = opened
    await page.getByRole('heading', { name: 'Connection records' }).waitFor()
    await page.goto(`${page.url().split('?')[0]}?domain=attackers&columns=${TEXT_FACTS.join(',')}`)
    await page.getByText(`${HOSTILE_TEXTS.length} records`).waitFor()
    const shown = await page.locator('tbody bdi').allTextContents()
    for (const text of HOSTILE_TEXTS) expect(shown.filter((cell) => cell === text)).toHaveLength(TEXT_FACTS.length)
    for (const button of await page.locator('tbody').getByRole('button', { name: 'Show' }).all()) {
      await button.click()
      await page.locator('dialog').getByRole('button', { name: 'Close', exact: true }).click()
    }
    expect(await page.evaluate('window.hacked')).toBeUndefined()
    expect(await page.locator('tbody img, tbody script').count()).toBe(0)
    expect(complaints).toEqual([])
  })

  it('follows the colours of the system until others are chosen', async () => {
    await using opened = await openPage(browser, ledger.endpoint, { colorScheme: 'light' })
    const { page } = opened
    const scheme = (): Promise<unknown> => page.evaluate('document.documentElement.style.colorScheme')
    await page.locator('form').waitFor()
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme })
      await expect.poll(scheme).toBe(colorScheme)
    }
    await page.getByRole('button', { name: 'Dark', exact: true }).click()
    await page.reload()
    await page.getByRole('button', { name: 'Light', exact: true }).waitFor()
    expect(await scheme()).toBe('dark')
  })

  it('fits a telephone of 360 px', async () => {
    await using opened = await openPage(browser, ledger.endpoint, {
      storageState,
      viewport: { width: 360, height: 740 },
    })
    const { page } = opened
    await page.locator('tbody tr').first().waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360)
    await page.goto(`${ledger.endpoint}/console/exports?order=%7B%7D`)
    await page.locator('dialog').waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360)
  })

  it('is used by keyboard alone', async () => {
    await using opened = await openPage(browser, ledger.endpoint)
    const { page } = opened
    await page.locator('form').waitFor()
    const steps = [
      [ROOT_USER.account, 'Tab'],
      [ROOT_USER.userName, 'Tab'],
      [ROOT_USER.password, 'Enter'],
    ] as const
    for (const [text, key] of steps) {
      await page.keyboard.type(text)
      await page.keyboard.press(key)
    }
    await page.locator('tbody tr').first().waitFor()
    await page.locator('tbody').getByRole('button', { name: 'Show' }).first().focus()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'Details' }).waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => page.locator('dialog').count()).toBe(0)
  })
})
