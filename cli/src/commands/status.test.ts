import { expect, it } from 'vitest'
import { runCommand, sendJson, testEndpoint } from '../test-io.fixture.js'

const STATICS = { statics: [{ static_name: 'main', running_num: 0, in_use_num: 0, ready_num: 1234, unknown_num: 2 }] }

it('status shows what is counted, and always what records tell', async () => {
  await using endpoint = await testEndpoint((_, reply) => sendJson(reply, 200, STATICS))
  const { stdout } = await runCommand(['status'], endpoint)
  expect(stdout).toBe(
    ['OF    STATE    DESKTOPS', 'main  in use   0', 'main  ready    1,234', 'main  unknown  2', ''].join('\n'),
  )
  expect(JSON.parse((await runCommand(['status', '--json'], endpoint)).stdout)).toEqual(STATICS)
})

it.each([
  [[], '?query_type=DAY'],
  [['--query-type', 'MONTH'], '?query_type=MONTH'],
  [['--start-time', 'a', '--end-time', 'b'], '?start_time=a&end_time=b'],
])('online-users %j asks for %s', async (words, search) => {
  const counts = { time_counts: ['00:00 : 0', '01:00 : 12'] }
  await using endpoint = await testEndpoint((_, reply) => sendJson(reply, 200, counts))
  const { stdout } = await runCommand(['online-users', ...words], endpoint)
  expect(stdout).toBe('TIME   USERS\n00:00  0\n01:00  12\n')
  expect(endpoint.requests[0]?.url.search).toBe(search)
})
