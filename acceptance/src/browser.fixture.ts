import axe from 'axe-core'
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
  type Request,
} from 'playwright-core'
import { ROOT_USER } from './ledger.fixture.js'

/** Debian's; `install-tools.mjs` sees to it. */
const CHROMIUM = '/usr/bin/chromium'

/** Starts the browser; without a sandbox of its own, since it may run as root and opens our pages only. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-dev-shm-usage'] })
}

/** A page that remembers what must not happen. */
export interface WatchedPage extends AsyncDisposable {
  readonly page: Page
  /** Errors of scripts and of the page's policy, and requests to elsewhere, in words. */
  readonly complaints: string[]
  /** Waits until the page has all it asked for, has shown it, and asks for nothing more because of that. */
  readonly settled: () => Promise<void>
}

/**
 * Opens a page of the console in a browser of its own, as it were.
 * @param address which page. @default the one that comes first
 */
export async function openPage(
  browser: Browser,
  endpoint: string,
  options: BrowserContextOptions = {},
  address = '/',
): Promise<WatchedPage> {
  const context = await browser.newContext({ locale: 'en-US', timezoneId: 'Asia/Shanghai', ...options })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => complaints.push(`script: ${error.message}`))
  const pending = new Set<Request>()
  let asked = 0
  page.on('requestfinished', (request) => pending.delete(request))
  page.on('requestfailed', (request) => pending.delete(request))
  page.on('request', (request) => {
    pending.add(request)
    asked += 1
    if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(`${endpoint}/`)) {
      complaints.push(`request: ${request.url()}`)
    }
  })
  const settled = async (): Promise<void> => {
    let before: number
    do {
      before = asked
      await Promise.all([...pending].map(async (request) => (await request.response())?.finished()))
      await page.evaluate(DRAWN)
    } while (asked > before || pending.size > 0)
  }
  await page.goto(`${endpoint}${address}`)
  return { page, complaints, settled, [Symbol.asyncDispose]: () => context.close() }
}

/** Two frames, of which the second one shows what the first one found, and the work that was put off until then. */
const DRAWN = `new Promise((resolve) =>
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve))))`

/** Signs the root user in by the form. */
export async function signIn(page: Page, password: string = ROOT_USER.password): Promise<void> {
  const fields = page.locator('form input')
  await fields.nth(0).fill(ROOT_USER.account)
  await fields.nth(1).fill(ROOT_USER.userName)
  await fields.nth(2).fill(password)
  await page.locator('button[type=submit]').click()
}

/** Cookie and storage of a browser that the root user signed in with: `storageState` of those that begin signed in. */
export async function signedInState(browser: Browser, endpoint: string): Promise<StorageState> {
  await using opened = await openPage(browser, endpoint)
  await signIn(opened.page)
  await opened.page.locator('main table').waitFor()
  // Read to its end before the page is closed.
  return await opened.page.context().storageState()
}

/** What a browser keeps: cookies and local storage. */
export type StorageState = Awaited<ReturnType<BrowserContext['storageState']>>

/** Serious and critical violations that axe-core finds, as `rule: element`. */
export async function violationsOf(page: Page): Promise<string[]> {
  // As text through the browser's own protocol: the page's policy lets no foreign script in, and rightly so.
  const result = (await page.evaluate(
    `(() => { ${axe.source}; return axe.run(document, { resultTypes: ['violations'] }) })()`,
  )) as axe.AxeResults
  return result.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`))
}
