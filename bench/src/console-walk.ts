import type { Browser, Page } from 'playwright-core'
import type { Measures } from './measure.js'
import { SERVED_USER } from './served-ledger.js'

/** Remembers how long each task of the page took (W3C Long Tasks: those of 50 ms or more). */
const WATCHING = `
  window.longTasks = [];
  new PerformanceObserver((list) => window.longTasks.push(...list.getEntries().map(({ duration }) => duration)))
    .observe({ type: 'longtask', buffered: true })`

const ROWS = 'main section[aria-busy=false] tbody tr'

/** What a user does, until the page shows its outcome. */
type Step = (page: Page) => Promise<void>

/** Waits for the answer to the question that a step asks, and for the table that shows it. */
function answered(act: Step): Step {
  return async (page) => {
    const answer = page.waitForResponse(/\/connections\/desktops/)
    await act(page)
    await answer
    await page.locator(ROWS).first().waitFor()
  }
}

const filter = (text: string): Step =>
  answered(async (page) => {
    const field = page.getByRole('searchbox')
    await field.fill('')
    // Key by key: each one draws the page anew.
    await field.pressSequentially(text)
    await field.press('Enter')
  })

const STEPS: readonly (readonly [name: string, step: Step])[] = [
  [
    'from signing in to rows',
    answered(async (page) => {
      await page.locator('button[type=submit]').click()
    }),
  ],
  ['next page', answered((page) => page.locator('.ant-pagination-next').click())],
  ['a latency typed', filter('rtt>100')],
  ['200 rows', answered((page) => choosePageSize(page, '200'))],
  ['next page of 200', answered((page) => page.locator('.ant-pagination-next').click())],
  ['a system typed over 200 rows', filter('terminal:win')],
  [
    'a closer look',
    async (page) => {
      await page.locator('tbody button').first().click()
      await page.locator('dialog .ant-timeline').waitFor()
    },
  ],
]

async function choosePageSize(page: Page, size: string): Promise<void> {
  await page.locator('.ant-pagination-options .ant-select').click()
  await page.locator(`.ant-select-item-option[title^="${size}"]`).click()
}

/**
 * Walks through the records of a range in a fresh browser as a user does. Tells of each step how long it took until the page
 * showed the outcome, typing included, and the longest task meanwhile, in which the page could not have answered a click.
 */
export async function walkConsole(
  browser: Browser,
  endpoint: string,
  range: { readonly from: Date; readonly to: Date },
): Promise<Record<string, Measures>> {
  const context = await browser.newContext({ locale: 'en-US' })
  try {
    const page = await context.newPage()
    await page.addInitScript(WATCHING)
    const search = new URLSearchParams({ from: range.from.toISOString(), to: range.to.toISOString() })
    await page.goto(`${endpoint}/console/records?${search}`)
    const fields = page.locator('form input')
    for (const [place, value] of Object.values(SERVED_USER).entries()) await fields.nth(place).fill(value)
    const told: Record<string, Measures> = {}
    for (const [name, step] of STEPS) {
      await page.evaluate('window.longTasks.length = 0')
      const startedMs = performance.now()
      await step(page)
      const ms = performance.now() - startedMs
      // What a step leaves to be done belongs to it.
      await page.waitForLoadState('networkidle')
      told[name] = { ms, 'longest task ms': (await page.evaluate('Math.max(0, ...window.longTasks)')) as number }
    }
    return told
  } finally {
    await context.close()
  }
}
