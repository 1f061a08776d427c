import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deskledger, type Ledger, newLedger, temporaryDirectory } from './ledger.fixture.js'
import { readCsv, readInLibreOffice, readXlsx } from './readers.fixture.js'

/** 185 real remote-desktop connections; data/README.md tells where they come from. */
const RECORDS = new URL('../data/rdp-connections.ndjson', import.meta.url)

type WireRecord = Record<string, string | number | boolean | undefined>

/** The table of design.md 6, written down once more on purpose: the product's own must not prove itself. */
const COLUMNS: [field: string, english: string, chinese: string][] = [
  ['computer_name', 'Desktop Name', '桌面名称'],
  ['user_name', 'Connected User', '连接用户'],
  ['terminal_ip', 'Terminal IP Address', '终端IP'],
  ['terminal_type', 'Terminal OS Type', '终端系统类型'],
  ['desktop_ip', 'Desktop IP Address', '桌面IP'],
  ['public_ip', 'Client Egress IP Address', '客户端出口IP'],
  ['connection_start_time', 'Connection Started (UTC)', '开始连接时间(UTC)'],
  ['connection_end_time', 'Connection Ended (UTC)', '结束连接时间(UTC)'],
  ['e2e_rtt', 'Average Latency (ms)', '平均时延(ms)'],
  ['connection_failure_reason', 'Connection Details', '连接详细描述'],
  ['terminal_mac', 'Terminal MAC Address', '终端MAC地址'],
  ['terminal_name', 'Terminal Name', '终端名称'],
  ['client_version', 'AccessClient Version', 'AccessClient版本'],
  ['agent_version', 'AccessAgent Version', 'AccessAgent版本'],
  ['connection_setup_time', 'Connection Established (UTC)', '建立连接时间(UTC)'],
  ['is_reconnect', 'Reconnection', '是否重连'],
  ['enterprise_project_id', 'Enterprise Project', '企业项目'],
  ['network_rtt', 'Network Latency (ms)', '网络时延(ms)'],
  ['source_ip', 'Source IP Address', '客户端源IP'],
  ['sid', 'Desktop SID', '桌面SID'],
  ['transaction_id', 'Transaction ID', '事务ID'],
]

const TIMES = ['connection_start_time', 'connection_setup_time', 'connection_end_time']

describe('real records', () => {
  let ledger: Ledger & AsyncDisposable
  let directory: Awaited<ReturnType<typeof temporaryDirectory>>
  let records: WireRecord[]
  beforeAll(async () => {
    ledger = await newLedger()
    directory = await temporaryDirectory()
    const lines = (await readFile(RECORDS, 'utf8')).trim().split('\n')
    records = shiftedIntoWindow(lines.map((line) => JSON.parse(line) as WireRecord))
    const file = join(directory.path, 'shifted.ndjson')
    await writeFile(file, records.map((record) => `${JSON.stringify(record)}\n`).join(''))
    const imported = await deskledger(['import', file, '--json'], ledger.environment)
    expect(imported).toMatchObject({ code: 0 })
    expect(JSON.parse(imported.stdout)).toMatchObject({ created: 185, updated: 0, unchanged: 0 })
    records.sort((a, b) => order(a).localeCompare(order(b), 'en'))
    records.reverse()
  })
  afterAll(async () => {
    await ledger[Symbol.asyncDispose]()
    await directory[Symbol.asyncDispose]()
  })

  const exported = async (format: string, language: string, ...more: string[]): Promise<string> => {
    const file = join(directory.path, `${language}-${more.length}.${format}`)
    const ended = await deskledger(['export', '--out', file, '--language', language, ...more], ledger.environment)
    expect(ended).toMatchObject({ code: 0 })
    return file
  }
  const header = (language: string): string[] => COLUMNS.map(([, en, zh]) => (language === 'zh_CN' ? zh : en))
  const word = (value: unknown, language: string): string =>
    language === 'zh_CN' ? (value ? '是' : '否') : value ? 'Yes' : 'No'

  it.each(['en_US', 'zh_CN'])('come out of a CSV file equal, in %s', async (language) => {
    const cells = readCsv(await readFile(await exported('csv', language)))
    const text = (record: WireRecord, field: string): string => {
      const value = record[field]
      if (value === undefined) return ''
      if (TIMES.includes(field)) return String(value).replace('T', ' ').replace('Z', '')
      if (field === 'is_reconnect') return word(value, language)
      return /^[=+\-@\t\r]/.test(String(value)) ? `'${value}` : String(value)
    }
    expect(cells[0]).toEqual(header(language))
    expect(cells.slice(1)).toEqual(records.map((record) => COLUMNS.map(([field]) => text(record, field))))
  })

  it.each(['en_US', 'zh_CN'])('come out of an XLSX file equal, in %s', async (language) => {
    const [sheet, ...others] = await readXlsx(await readFile(await exported('xlsx', language)))
    const cell = (record: WireRecord, field: string): unknown => {
      const value = record[field]
      if (value === undefined) return ''
      if (TIMES.includes(field)) return new Date(String(value))
      return field === 'is_reconnect' ? word(value, language) : value
    }
    expect(others).toEqual([])
    expect(sheet?.name).toBe(language === 'zh_CN' ? '连接记录' : 'Connection Records')
    expect(sheet?.cells[0]).toEqual(header(language))
    expect(sheet?.cells.slice(1)).toEqual(records.map((record) => COLUMNS.map(([field]) => cell(record, field))))
    expect(sheet?.sheet.views).toMatchObject([{ state: 'frozen', ySplit: 1 }])
    expect(sheet?.sheet.autoFilter).toBe('A1:U186')
    expect(sheet?.sheet.getCell('A1').font).toMatchObject({ bold: true })
    expect(sheet?.sheet.getCell('G2').numFmt).toBe('yyyy-mm-dd hh:mm:ss.000')
  })

  it('open in LibreOffice, with times in the zone asked for', async () => {
    const cells = await readInLibreOffice(await exported('xlsx', 'zh_CN', '--time-zone', 'Asia/Shanghai'))
    expect(cells[0]?.[6]).toBe('开始连接时间(Asia/Shanghai)')
    const shown = (value: unknown): string =>
      new Date(Date.parse(String(value)) + 8 * 3_600_000).toISOString().replace('T', ' ').replace('Z', '')
    expect(cells.slice(1).map((row) => [row[1], row[6], row[8]])).toEqual(
      records.map((record) => [
        record['user_name'],
        shown(record['connection_start_time']),
        String(record['e2e_rtt'] ?? ''),
      ]),
    )
  })

  it('are told unchanged when they are delivered again', async () => {
    const again = await ledger.client.ingestConnectionRecords(
      records.map((record) => `${JSON.stringify(record)}\n`).join(''),
    )
    expect(again).toEqual({ created: 0, updated: 0, unchanged: 185, rejected_count: 0, rejected: [] })
  })
})

/** Newest first, equal times by transaction: sorted as text and then turned round, so the id has to sort backwards. */
function order(record: WireRecord): string {
  const id = String(record['transaction_id']).replace(/[0-9a-f]/g, (digit) =>
    (15 - Number.parseInt(digit, 16)).toString(16),
  )
  return `${record['connection_start_time']} ${id}`
}

/** The same connections, so that the last of them started an hour ago. */
function shiftedIntoWindow(records: readonly WireRecord[]): WireRecord[] {
  const latest = Math.max(...records.map((record) => Date.parse(String(record['connection_start_time']))))
  const shift = Date.now() - 3_600_000 - latest
  return records.map((record) => ({
    ...record,
    ...Object.fromEntries(
      TIMES.filter((field) => record[field] !== undefined).map((field) => [
        field,
        new Date(Date.parse(String(record[field])) + shift).toISOString(),
      ]),
    ),
  }))
}
