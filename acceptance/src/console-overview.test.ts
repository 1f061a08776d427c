import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPage, type StorageState, signedInState, startBrowser, type WatchedPage } from './browser.fixture.js'
import { HOSTILE_TEXTS } from './hostile-texts.fixture.js'
import { type Ledger, newLedger } from './ledger.fixture.js'

/** A day that is over, asked for as it is in the zone of the browser, Shanghai. */
const DAY = { from: '2026-01-30T16:00:00.000Z', to: '2026-01-31T15:59:59.999Z' }

const DESKTOPS = 12

const HOUR_MS = 3_600_000

/** Connections of one hour: each desktop fails as often as its number says, and works as often. */
const records = Array.from({ length: DESKTOPS }, (_, place) => place + 1).flatMap((number) =>
  Array.from({ length: number * 2 }, (_, turn) => {
    const startMs = Date.parse('2026-01-31T01:00:00Z') + (number * 40 + turn) * 1000
    const at = (ms: number): string => new Date(startMs + ms).toISOString()
    const isFailure = turn < number
    return {
      transaction_id: `t-${number}-${turn}`,
      connection_start_time: at(0),
      user_name: number % 2 === 0 ? 'zoe' : 'max',
      computer_name: `PC-${String(number).padStart(2, '0')}`,
      terminal_type: number % 2 === 0 ? 'Windows 11' : 'macOS',
      client_version: number === 1 ? '3.10.1' : '3.9.7',
      public_ip: `203.0.113.${number}`,
      ...(isFailure
        ? { connection_failure_reason: number > 6 ? 'No free desktop' : 'Wrong "password"' }
        : {
            connection_setup_time: at(1000),
            connection_end_time: at(HOUR_MS / 2),
            e2e_rtt: number * 20,
            network_rtt: number * 15,
          }),
    }
  }),
)

const FAILURES = (DESKTOPS * (DESKTOPS + 1)) / 2

/** Text of every kind that charts draw; each attack is a connection of its own, a month earlier. */
const attacks = HOSTILE_TEXTS.map((text, place) => ({
  transaction_id: `attack-${place}`,
  connection_start_time: new Date(Date.parse('2026-01-01T01:00:00Z') + place * 1000).toISOString(),
  user_name: text,
  computer_name: text,
  terminal_type: text,
  client_version: text,
  agent_version: text,
  connection_failure_reason: text,
  public_ip: text,
  e2e_rtt: 1,
}))

describe('the overview', () => {
  let browser: Browser
  let ledger: Ledger & AsyncDisposable
  let storageState: StorageState
  beforeAll(async () => {
    ledger = await newLedger()
    const lines = [...records, ...attacks].map((record) => `${JSON.stringify(record)}\n`).join('')
    const { created } = await ledger.client.ingestConnectionRecords(lines)
    expect(created).toBe(records.length + attacks.length)
    browser = await startBrowser()
    storageState = await signedInState(browser, ledger.endpoint)
  })
  afterAll(async () => {
    await browser.close()
    await ledger[Symbol.asyncDispose]()
  })

  const openOverview = async (
    search: object = DAY,
    options: Parameters<typeof openPage>[2] = {},
  ): Promise<WatchedPage> => {
    const address = `/console/overview?${new URLSearchParams(Object.entries(search))}`
    const opened = await openPage(browser, ledger.endpoint, { storageState, ...options }, address)
    await opened.page.locator('main section canvas').first().waitFor()
    await opened.settled()
    return opened
  }
  const card = (page: Page, title: string): Locator => page.getByRole('region', { name: title, exact: true }).first()
  /** Clicks a place of a chart, in shares of its width and height. */
  const clickChart = async (page: Page, title: string, x: number, y: number): Promise<void> => {
    const canvas = card(page, title).locator('canvas').first()
    const box = await canvas.boundingBox()
    if (box === null) throw new Error(`${title} has no chart`)
    await canvas.click({ position: { x: box.width * x, y: box.height * y } })
  }

  it('is a page of its own, beside that of the records', async () => {
    await using opened = await openPage(browser, ledger.endpoint, { storageState })
    const { page, complaints } = opened
    await page.getByRole('link', { name: 'Overview', exact: true }).click()
    await page.getByRole('heading', { name: 'Overview' }).waitFor()
    await card(page, 'Users online').waitFor()
    expect(complaints).toEqual([])
  })

  it.each<[title: string, x: number, y: number, address: RegExp, rows: number]>([
    ['Failures by desktop', 0.5, 0.08, /desktop=PC-12/, 12],
    ['Failures by reason', 0.5, 0.2, /reason=No/, 57],
    ['Terminal systems', 0.5, 0.2, /os=Windows/, 84],
    ['AccessClient versions', 0.5, 0.2, /client=/, records.length - 2],
    ['Networks of the clients', 0.5, 0.5, /net=203/, records.length],
  ])('leads from a bar of %s to its rows', async (title, x, y, address, rows) => {
    await using opened = await openOverview()
    const { page, complaints } = opened
    await clickChart(page, title, x, y)
    await page.waitForURL(address)
    await page.getByText(`${rows} records`, { exact: true }).waitFor()
    expect(complaints).toEqual([])
  })

  it.each(['Users online', 'Connections and failures', 'Average latency: 10th, 50th, 90th percentile'])(
    'leads from a bucket of %s to its rows',
    async (title) => {
      await using opened = await openOverview({ ...DAY, grain: 'DAY' })
      const { page, complaints } = opened
      await card(page, title).getByText('Grain: day. Zone: Asia/Shanghai.').waitFor()
      await clickChart(page, title, 0.5, 0.6)
      await page.waitForURL(/records\?.*from=2026-01-30/)
      await page.getByText(`${records.length} records`, { exact: true }).waitFor()
      expect(complaints).toEqual([])
    },
  )

  it('keeps the filter on the way to the rows, and takes the same tokens', async () => {
    await using opened = await openOverview()
    const { page, complaints } = opened
    await page.getByRole('searchbox', { name: 'Filter' }).fill('user:zoe')
    await page.getByRole('button', { name: 'Search' }).click()
    await page.waitForURL(/user=zoe/)
    await card(page, 'Failures by reason').getByRole('link', { name: 'See these rows' }).click()
    await page.waitForURL(/records\?.*user=zoe/)
    await page.getByText('42 records', { exact: true }).waitFor()
    expect(complaints).toEqual([])
  })

  it('tells the same in tables, by keyboard alone, and says what it leaves out', async () => {
    await using opened = await openOverview()
    const { page, complaints } = opened
    const desktops = card(page, 'Failures by desktop')
    await desktops.getByText('The first 10 of 12 are shown.').waitFor()
    await desktops.getByRole('button', { name: 'Table' }).focus()
    await page.keyboard.press('Enter')
    expect(await desktops.locator('tbody tr').count()).toBe(10)
    expect(await desktops.locator('tbody tr').first().locator('td').allTextContents()).toEqual(
      expect.arrayContaining(['PC-12', '12']),
    )
    await desktops.getByRole('link', { name: 'PC-12' }).focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(/desktop=PC-12/)
    await page.getByText('12 records', { exact: true }).waitFor()
    await page.goBack()
    const time = card(page, 'Connections and failures')
    await time.getByRole('button', { name: 'Table' }).click()
    const hour = time.locator('tbody tr', { hasText: String(records.length) })
    expect(await hour.locator('td').allTextContents()).toEqual(
      expect.arrayContaining([String(records.length), String(FAILURES), '2']),
    )
    expect(complaints).toEqual([])
  })

  it('tells who is behind: all versions but the newest, however they are written', async () => {
    await using opened = await openOverview()
    await card(opened.page, 'AccessClient versions')
      .getByText(`Newest seen: 3.10.1. Older versions: 1 (connections: ${records.length - 2}).`)
      .waitFor()
    expect(opened.complaints).toEqual([])
  })

  it('shows no failures of connections that ended, rather than the first of many', async () => {
    await using opened = await openPage(
      browser,
      ledger.endpoint,
      { storageState },
      `/console/overview?${new URLSearchParams({ ...DAY, status: 'ended' })}`,
    )
    const desktops = card(opened.page, 'Failures by desktop')
    await desktops.getByText('Nothing to show for this time range and filter.').waitFor()
    expect(await desktops.textContent()).not.toMatch(/ of \d+ are shown/)
    await card(opened.page, 'Terminal systems').locator('canvas').waitFor()
    expect(opened.complaints).toEqual([])
  })

  it('keeps the bands of latency in the browser', async () => {
    await using opened = await openOverview()
    const { page, complaints } = opened
    await page.getByLabel('Good up to').fill('50')
    await page.getByLabel('Good up to').press('Enter')
    await page.reload()
    expect(await page.getByLabel('Good up to').inputValue()).toBe('50')
    expect(await page.getByLabel('Fair up to').inputValue()).toBe('200')
    expect(complaints).toEqual([])
  })

  it('shows hostile text as text, in charts, tips and tables', async () => {
    await using opened = await openOverview({ from: '2026-01-01T00:00:00.000Z', to: '2026-01-02T00:00:00.000Z' })
    const { page, complaints } = opened
    for (const title of [
      'Failures by reason',
      'Failures by desktop',
      'Most connected users',
      'AccessClient versions',
    ]) {
      await card(page, title).scrollIntoViewIfNeeded()
      const canvas = card(page, title).locator('canvas').first()
      if ((await canvas.count()) > 0) {
        const box = await canvas.boundingBox()
        for (const share of [0.1, 0.5, 0.9])
          await page.mouse.move((box?.x ?? 0) + 200, (box?.y ?? 0) + (box?.height ?? 0) * share)
      }
      await card(page, title).getByRole('button', { name: 'Table' }).click()
    }
    const shown = await card(page, 'Failures by reason').locator('tbody bdi').allTextContents()
    expect(new Set(shown)).toEqual(new Set(HOSTILE_TEXTS))
    expect(await page.evaluate('window.hacked')).toBeUndefined()
    expect(await page.locator('main img, main script').count()).toBe(0)
    expect(complaints).toEqual([])
  })

  it('asks again for a chart that could not be had', async () => {
    await using opened = await openPage(browser, ledger.endpoint, { storageState })
    const { page } = opened
    const ranking = '**/connections/statistics/ranking*'
    await page.locator('main table').waitFor()
    await page.route(ranking, (route) => route.abort('connectionrefused'))
    await page.goto(`${ledger.endpoint}/console/overview?${new URLSearchParams(DAY)}`)
    const again = card(page, 'AccessClient versions').getByRole('button', { name: 'Try again' })
    await again.waitFor()
    await page.unroute(ranking)
    await again.click()
    await card(page, 'AccessClient versions').locator('canvas').waitFor()
    expect(await again.count()).toBe(0)
  })

  it('fits a telephone of 360 px', async () => {
    await using opened = await openOverview(DAY, { viewport: { width: 360, height: 740 } })
    const { page } = opened
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360)
    await card(page, 'Failures by desktop').getByRole('button', { name: 'Table' }).click()
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360)
  })
})
