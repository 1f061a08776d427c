import { DesktopStatusCounts, OnlineUserCounts } from '@deskledger/contract'
import { Check } from 'typebox/value'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PROJECT, TestApplication } from '../../application.fixture.js'

const ONLINE = `/v2/${PROJECT}/connections/online-users`

describe('counts of connection records', () => {
  let test: TestApplication
  beforeEach(async () => {
    test = await TestApplication.start()
  })
  afterEach(() => test.stop())

  it('tell online users by the hour', async () => {
    const response = await test.call(`${ONLINE}?start_time=2026-01-01T03:01Z&end_time=2026-01-01T10:01Z`)
    expect([response.statusCode, response.json()]).toEqual([200, { time_counts: ['00:00 : 5'] }])
    expect(Check(OnlineUserCounts, response.json())).toBe(true)
    expect(test.counted).toEqual([
      {
        scope: { projectId: PROJECT },
        from: new Date('2026-01-01T00:00:00Z'),
        until: new Date('2026-01-01T10:01:00Z'),
        bucket: 'hour',
        now: test.now,
      },
    ])
  })

  it('tell online users by the day', async () => {
    expect((await test.call(`${ONLINE}?query_type=WEEK`)).json()).toEqual({ time_counts: ['2025-12-27 : 5'] })
  })

  it.each([
    ['', 'query_type'],
    ['?query_type=', 'query_type'],
    ['?query_type=day', 'query_type'],
    ['?start_time=2026-01-01T03:01Z', 'end_time'],
    ['?start_time=2024-01-01T03:01Z&end_time=2026-01-01T03:01Z', 'start_time'],
  ])('of online users refuse %s, naming %s', async (query, parameter) => {
    const response = await test.call(`${ONLINE}${query}`)
    expect([response.statusCode, response.json().error_code]).toEqual([400, 'WKS.00211102'])
    expect(response.json().error_msg).toMatch(new RegExp(`^${parameter} `))
    expect(test.counted).toEqual([])
  })

  it('tell desktops in one entry', async () => {
    const response = await test.call(`/v2/${PROJECT}/connections/status`)
    expect(Check(DesktopStatusCounts, response.json())).toBe(true)
    const { statics } = response.json()
    expect(statics).toEqual([expect.objectContaining({ static_name: PROJECT, in_use_num: 2, ready_num: 3 })])
    const others = Object.entries(statics[0]).filter(([name]) => !/^(static_name|in_use_num|ready_num)$/.test(name))
    expect(new Set(others.map(([, count]) => count))).toEqual(new Set([0]))
    expect(test.counted).toEqual([{ projectId: PROJECT }])
  })
})
