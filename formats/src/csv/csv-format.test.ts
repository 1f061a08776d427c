import type { RenderedRows } from '@deskledger/domain'
import { describe, expect, it } from 'vitest'
import { collect, streamOf } from '../fixtures/collect.fixture.js'
import { aRequest } from '../fixtures/sample-rows.fixture.js'
import { csvFormat } from './csv-format.js'

const request = aRequest({ format: 'csv', columns: ['userName', 'startedAt', 'isReconnect'] })

async function* rowsOf(...groups: Uint8Array[][]): AsyncGenerator<RenderedRows> {
  for (const pieces of groups) yield { section: 0, rowCount: 1, bytes: streamOf(pieces) }
}

describe('csv', () => {
  it('without rows is a byte-order mark and the header', async () => {
    const bytes = await collect(csvFormat.encode(rowsOf(), request))
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
    expect(bytes.subarray(3).toString()).toBe('Connected User,Connection Started (UTC),Reconnection\r\n')
  })

  it('has a Chinese header when asked', async () => {
    const bytes = await collect(
      csvFormat.encode(rowsOf(), { ...request, language: 'zh_CN', timeZone: 'Asia/Shanghai' }),
    )
    expect(bytes.toString()).toBe('\uFEFF连接用户,开始连接时间(Asia/Shanghai),是否重连\r\n')
  })

  it('quotes a title that needs it', async () => {
    const bytes = await collect(
      csvFormat.encode(rowsOf(), { ...request, timeZone: 'a,"b"', columns: ['startedAt', 'sid'] }),
    )
    expect(bytes.toString()).toBe('\uFEFF"Connection Started (a,""b"")",Desktop SID\r\n')
  })

  it('passes the very pieces of the rows on, in their order', async () => {
    const pieces = [Buffer.from('a,1,Y'), Buffer.from('es\r\nb'), Buffer.from([0xff, 0x00])]
    const passed: Uint8Array[] = []
    for await (const piece of csvFormat.encode(rowsOf(pieces.slice(0, 2), pieces.slice(2)), request)) passed.push(piece)
    expect(passed.length).toBe(4)
    for (const [index, piece] of pieces.entries()) expect(passed[index + 1]).toBe(piece)
  })

  it('asks the engine for unlimited rows with the words of the language', () => {
    expect(csvFormat.layout({ ...request, language: 'zh_CN', timeZone: 'Asia/Shanghai' })).toEqual({
      syntax: 'csv',
      columns: request.columns,
      timeZone: 'Asia/Shanghai',
      booleanWords: { yes: '是', no: '否' },
    })
  })
})
