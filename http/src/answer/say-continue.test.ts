import { afterEach, beforeEach, expect, it } from 'vitest'
import { HOST, PROJECT, TestApplication } from '../application.fixture.js'

const LIST = `/v2/${PROJECT}/connections/desktops`

let test: TestApplication
beforeEach(async () => {
  test = await TestApplication.start()
})
afterEach(() => test.stop())

/** Status lines of what came back, and what stands between an answer's head and the JSON of its body. */
async function exchanged(...requests: readonly string[]): Promise<{ statuses: string[]; gaps: string[] }> {
  const back = await test.exchange(requests.join(''))
  return {
    statuses: [...back.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status = '']) => status),
    gaps: [...back.matchAll(/content-length: (?:.|\r\n(?!\r\n))*\r\n\r\n([^{]*)\{/gi)].map(([, gap = '']) => gap),
  }
}

const waiting = (path: string, ...headers: readonly string[]): string =>
  `${[`GET ${path} HTTP/1.1`, `Host: ${HOST}`, 'Expect: 100-continue', ...headers].join('\r\n')}\r\n\r\n`

it('a request that expects it is told 100 before its answer', async () => {
  expect(await exchanged(waiting('/healthz', 'Connection: close'))).toEqual({ statuses: ['100', '200'], gaps: [''] })
})

it.each(['/healthz', LIST])(
  'never within an answer: not after a request for %s that is not answered yet',
  async (path) => {
    const first = `GET ${path} HTTP/1.1\r\nHost: ${HOST}\r\n\r\n`
    const { statuses, gaps } = await exchanged(first, waiting(path, 'Connection: close'))
    expect(gaps).toEqual(['', ''])
    expect(statuses.filter((status) => status !== '100')).toHaveLength(2)
  },
)
