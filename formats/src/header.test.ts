import { describe, expect, it } from 'vitest'
import { aRequest } from './fixtures/sample-rows.fixture.js'
import { headerOf } from './header.js'

const TIMES = ['startedAt', 'endedAt', 'establishedAt'] as const

describe('the header row', () => {
  it.each([
    ['en_US', 'UTC', ['Connection Started (UTC)', 'Connection Ended (UTC)', 'Connection Established (UTC)']],
    ['zh_CN', 'UTC', ['开始连接时间(UTC)', '结束连接时间(UTC)', '建立连接时间(UTC)']],
    [
      'zh_CN',
      'Asia/Shanghai',
      ['开始连接时间(Asia/Shanghai)', '结束连接时间(Asia/Shanghai)', '建立连接时间(Asia/Shanghai)'],
    ],
  ] as const)('in %s names the zone %s where times stand', (language, timeZone, titles) => {
    expect(headerOf(aRequest({ language, timeZone, columns: TIMES })).map(({ title }) => title)).toEqual(titles)
  })

  it('names no zone elsewhere', () => {
    const columns = ['e2eRttMs', 'userName', 'isReconnect'] as const
    const titles = headerOf(aRequest({ columns })).map(({ title }) => title)
    expect(titles).toEqual(['Average Latency (ms)', 'Connected User', 'Reconnection'])
  })

  it('keeps the order of the request', () => {
    const titles = headerOf(aRequest({ columns: ['sid', 'computerName'] })).map(({ title }) => title)
    expect(titles).toEqual(['Desktop SID', 'Desktop Name'])
  })

  it.each([
    ['en_US', 'e2eRttMs', 24],
    ['zh_CN', 'e2eRttMs', 16],
    ['en_US', 'failureReason', 50],
    ['zh_CN', 'userName', 32],
    ['zh_CN', 'terminalIp', 26],
    ['zh_CN', 'publicIp', 26],
    ['zh_CN', 'sourceIp', 26],
    ['en_US', 'terminalName', 28],
    ['en_US', 'sid', 48],
  ] as const)('in %s makes %s %d wide, for its title or its usual values', (language, name, width) => {
    expect(headerOf(aRequest({ language, columns: [name] }))[0]?.width).toBe(width)
  })

  it.each([
    ['UTC', 24],
    ['Asia/Shanghai', 24],
    ['America/Argentina/Buenos_Aires', 36],
  ])('gives times of %s a width of %d, with the zone in a second line', (timeZone, width) => {
    expect(headerOf(aRequest({ timeZone, columns: TIMES })).map((cell) => cell.width)).toEqual([width, width, width])
  })
})
