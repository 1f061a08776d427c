import { ConnectionRanking, ConnectionSeries } from '@deskledger/contract'
import { Check } from 'typebox/value'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PROJECT, TestApplication } from '../../application.fixture.js'

const SERIES = `/v2/${PROJECT}/connections/statistics/series`
const RANKING = `/v2/${PROJECT}/connections/statistics/ranking`
const TIMES = 'start_time=2026-01-01T03:30Z&end_time=2026-01-01T04:00Z'

const COUNTS = { connections: 4, failures: 3, breaks: 1, users: 2 }
const LATENCY = { count: 3, p10: 10, p50: 50, p90: 90 }

describe('statistics of connections', () => {
  let test: TestApplication
  beforeEach(async () => {
    test = await TestApplication.start()
  })
  afterEach(() => test.stop())

  it('tell a series', async () => {
    const response = await test.call(`${SERIES}?${TIMES}&user_name=zoe&time_zone=Asia/Kolkata`)
    expect([response.statusCode, response.json()]).toEqual([
      200,
      {
        grain: 'HOUR',
        time_zone: 'Asia/Kolkata',
        start_time: '2026-01-01T03:30:00.000Z',
        end_time: '2026-01-01T04:00:00.000Z',
        items: [
          {
            start_time: '2026-01-02T03:00:00.000Z',
            ...COUNTS,
            online_users: 5,
            e2e_rtt: LATENCY,
            network_rtt: { count: 0 },
          },
        ],
      },
    ])
    expect(Check(ConnectionSeries, response.json())).toBe(true)
    expect(test.counted).toEqual([
      {
        query: {
          projectId: PROJECT,
          userName: 'zoe',
          startedFrom: new Date('2026-01-01T03:30:00Z'),
          startedUntil: new Date('2026-01-01T04:00:00Z'),
        },
        bounds: [new Date('2026-01-01T03:30:00Z'), new Date('2026-01-01T04:30:00Z')],
        now: test.now,
      },
    ])
  })

  it('are of the last 24 hours unless a range is given', async () => {
    const { start_time, end_time, grain } = (await test.call(SERIES)).json()
    expect([start_time, end_time, grain]).toEqual(['2026-01-01T03:04:05.678Z', '2026-01-02T03:04:05.678Z', 'HOUR'])
    expect((await test.call(RANKING)).json()).toMatchObject({ start_time, end_time })
  })

  it('tell a ranking', async () => {
    const asked = 'by=terminal_type&order=connected_seconds&min_connections=3&limit=2&network=10.0.0.0/8'
    const response = await test.call(`${RANKING}?${TIMES}&${asked}`)
    expect([response.statusCode, response.json()]).toEqual([
      200,
      {
        by: 'terminal_type',
        order: 'connected_seconds',
        filter: 'whole_terminal_type',
        start_time: '2026-01-01T03:30:00.000Z',
        end_time: '2026-01-01T04:00:00.000Z',
        group_count: 7,
        connections_without_value: 6,
        items: [
          {
            value: 'zoe',
            ...COUNTS,
            connected_seconds: 61,
            e2e_rtt: LATENCY,
            last_connection_start_time: '2026-01-02T03:00:00.000Z',
          },
        ],
      },
    ])
    expect(Check(ConnectionRanking, response.json())).toBe(true)
    expect(test.counted).toMatchObject([
      {
        query: { projectId: PROJECT, network: { bytes: [10, 0, 0, 0], prefixLength: 8 } },
        by: 'terminalType',
        order: 'connectedTime',
        minConnections: 3,
        limit: 2,
      },
    ])
  })

  it('rank users by connections unless asked otherwise', async () => {
    await test.call(RANKING)
    expect(test.counted).toMatchObject([{ by: 'userName', order: 'connections', minConnections: 1, limit: 10 }])
  })

  it.each([
    [SERIES, 'grain=WEEK', 'grain must be one of HOUR, DAY, MONTH'],
    [SERIES, 'time_zone=Mars', 'time_zone must be the IANA name'],
    [SERIES, 'start_time=2026-01-01T00:00Z', 'end_time is missing'],
    [SERIES, 'grain=HOUR&start_time=2025-01-01T00:00Z&end_time=2026-01-01T00:00Z', 'use DAY'],
    [RANKING, 'by=sid', 'by must be one of user_name'],
    [RANKING, 'limit=1001', 'limit must be a whole number from 1 to 1000'],
    [RANKING, 'min_connections=0', 'min_connections must be a whole number from 1'],
    [RANKING, 'network=10.0.0.1/8', 'network must be a network'],
    [RANKING, 'status=odd', 'status must be one of connecting'],
  ])('refuse at %s %s', async (path, query, message) => {
    const response = await test.call(`${path}?${query}`)
    expect([response.statusCode, response.json().error_msg]).toEqual([400, expect.stringContaining(message)])
    expect(test.counted).toEqual([])
  })
})
