import { describe, expect, it } from 'vitest'
import { runCommand, sendJson, testEndpoint } from '../test-io.fixture.js'

const NONE = { connections: 0, failures: 0, breaks: 0, users: 0, online_users: 0 }
const LATENCY = { count: 4, p10: 10, p50: 20, p90: 300 }

const SERIES = {
  grain: 'HOUR',
  time_zone: 'Europe/Berlin',
  start_time: '2026-10-25T00:30:00.000Z',
  end_time: '2026-10-25T01:30:00.000Z',
  items: [
    {
      start_time: '2026-10-25T00:00:00.000Z',
      connections: 1200,
      failures: 3,
      breaks: 2,
      users: 4,
      online_users: 5,
      e2e_rtt: LATENCY,
      network_rtt: { count: 0 },
    },
    { start_time: '2026-10-25T01:00:00.000Z', ...NONE, e2e_rtt: { count: 0 }, network_rtt: { count: 0 } },
  ],
}

const RANKING = {
  by: 'user_name',
  order: 'connections',
  filter: 'user_name',
  start_time: SERIES.start_time,
  end_time: SERIES.end_time,
  group_count: 12,
  connections_without_value: 1500,
  items: [
    {
      value: 'zoe',
      connections: 7,
      failures: 1,
      breaks: 0,
      users: 1,
      connected_seconds: 5400,
      e2e_rtt: LATENCY,
      last_connection_start_time: '2026-10-25T01:00:00.000Z',
    },
  ],
}

describe('statistics series', () => {
  it('shows the hours of the zone, with their offset', async () => {
    await using endpoint = await testEndpoint((_, reply) => sendJson(reply, 200, SERIES))
    const words = ['statistics', 'series', '--time-zone', 'Europe/Berlin', '--status', 'failed']
    const { code, stdout, stderr } = await runCommand(words, endpoint)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout.split('\n')).toEqual([
      'HOUR (Europe/Berlin)    CONNECTIONS  FAILURES  BREAKS  USERS  ONLINE  E2E MS         NETWORK MS',
      '2026-10-25 02:00+02:00  1,200        3         2       4      5       10 / 20 / 300  -',
      '2026-10-25 02:00+01:00  0            0         0       0      0       -              -',
      '',
    ])
    expect(endpoint.requests[0]?.url.pathname).toBe('/v2/p1/connections/statistics/series')
    expect(Object.fromEntries(endpoint.requests[0]?.url.searchParams ?? [])).toEqual({
      time_zone: 'Europe/Berlin',
      status: 'failed',
    })
  })

  it.each([
    ['DAY', '2026-10-25'],
    ['MONTH', '2026-10'],
  ])('shows of a %s only %s', async (grain, shown) => {
    await using endpoint = await testEndpoint((_, reply) => sendJson(reply, 200, { ...SERIES, grain }))
    const { stdout } = await runCommand(['statistics', 'series'], endpoint)
    expect(stdout.split('\n')[1]).toMatch(new RegExp(`^${shown}  `))
  })
})

describe('statistics ranking', () => {
  it('shows the groups, and tells on stderr how many there are', async () => {
    await using endpoint = await testEndpoint((_, reply) => sendJson(reply, 200, RANKING))
    const words = ['statistics', 'ranking', '--order', 'median_e2e_rtt', '--min-connections', '20', '--limit', '1']
    const { code, stdout, stderr } = await runCommand(words, endpoint)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '1 of 12 groups; 1,500 connections without user_name\n' })
    expect(stdout.split('\n')).toEqual([
      'USER NAME  CONNECTIONS  FAILURES  BREAKS  USERS  HOURS  E2E MS         LAST STARTED',
      'zoe        7            1         0       1      1.5    10 / 20 / 300  2026-10-25T01:00:00.000Z',
      '',
    ])
    expect(endpoint.requests[0]?.url.pathname).toBe('/v2/p1/connections/statistics/ranking')
    expect(endpoint.requests[0]?.url.search).toBe('?order=median_e2e_rtt&min_connections=20&limit=1')
  })
})

it.each([
  ['series', SERIES],
  ['ranking', RANKING],
])('%s prints what the API says for scripts', async (name, answer) => {
  await using endpoint = await testEndpoint((_, reply) => sendJson(reply, 200, answer))
  const { stdout } = await runCommand(['statistics', name, '--json'], endpoint)
  expect(JSON.parse(stdout)).toEqual(answer)
})
