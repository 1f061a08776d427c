import { expect } from 'vitest'
import type { Fact, Part } from '../../chapter.js'
import type { Trial } from '../../trial.js'

/** One delivered record, and what stands in its cells. */
const LINE = {
  transaction_id: 'T-1',
  computer_name: 'D-1',
  user_name: 'zoe',
  terminal_ip: '10.0.0.7',
  terminal_type: 'Windows 10',
  desktop_ip: '10.0.1.7',
  public_ip: '192.0.2.7',
  connection_start_time: '2026-02-03T09:00:00.001Z',
  connection_setup_time: '2026-02-03T09:00:02Z',
  connection_end_time: '2026-02-03T10:00:00Z',
  e2e_rtt: 42,
  network_rtt: 21,
  connection_failure_reason: 'broke off',
  terminal_mac: '00-ac-9c-c7-9a-df',
  terminal_name: 'laptop',
  client_version: '1.8.00005',
  agent_version: '1.8.00005.10546',
  is_reconnect: true,
  enterprise_project_id: 'ep-1',
  source_ip: '10.0.0.8',
  sid: 'S-1',
} as const

/** The columns in console order: English and Chinese title, field, cell. */
const COLUMNS = [
  ['Desktop Name', '桌面名称', 'computer_name', 'D-1'],
  ['Connected User', '连接用户', 'user_name', 'zoe'],
  ['Terminal IP Address', '终端IP', 'terminal_ip', '10.0.0.7'],
  ['Terminal OS Type', '终端系统类型', 'terminal_type', 'Windows 10'],
  ['Desktop IP Address', '桌面IP', 'desktop_ip', '10.0.1.7'],
  ['Client Egress IP Address', '客户端出口IP', 'public_ip', '192.0.2.7'],
  ['Connection Started', '开始连接时间', 'connection_start_time', '2026-02-03 09:00:00.001'],
  ['Connection Ended', '结束连接时间', 'connection_end_time', '2026-02-03 10:00:00.000'],
  ['Average Latency', '平均时延(ms)', 'e2e_rtt', '42'],
  ['Connection Details', '连接详细描述', 'connection_failure_reason', 'broke off'],
  ['Terminal MAC Address', '终端MAC地址', 'terminal_mac', '00-ac-9c-c7-9a-df'],
  ['Terminal Name', '终端名称', 'terminal_name', 'laptop'],
  ['AccessClient Version', 'AccessClient版本', 'client_version', '1.8.00005'],
  ['AccessAgent Version', 'AccessAgent版本', 'agent_version', '1.8.00005.10546'],
  ['Connection Established', '建立连接时间', 'connection_setup_time', '2026-02-03 09:00:02.000'],
  ['Reconnection', '是否重连', 'is_reconnect', 'Yes'],
  ['Enterprise Project', '企业项目', 'enterprise_project_id', 'ep-1'],
] as const

/** Titles and cells of the file of one record, in a language. */
export async function fileIn(trial: Trial, language: 'en_US' | 'zh_CN'): Promise<readonly (readonly string[])[]> {
  const holder = await trial.holding([LINE])
  return trial.ledger.shared(`file in ${language}`, async () => {
    const lines = (await holder.csv(`language=${language}`)).toString().replace('\ufeff', '').split('\r\n').slice(0, -1)
    return lines.map((line) => line.split(','))
  })
}

/** Columns without a published English title. */
const CHINESE_ONLY: ReadonlySet<string> = new Set(['public_ip', 'connection_end_time', 'enterprise_project_id'])

export const columns: Part = {
  title: 'Columns of the console page, of which a file is made',
  facts: [
    ...COLUMNS.map(
      ([english, chinese, field, cell], at): Fact => ({
        fact: `Column ${at + 1}: ${CHINESE_ONLY.has(field) ? chinese : `${english}, ${chinese}`} is \`${field}\``,
        source: 'export-file.md 1',
        check: async (trial) => {
          const [titles = [], cells = []] = await fileIn(trial, 'en_US')
          const [chineseTitles = []] = await fileIn(trial, 'zh_CN')
          expect([titles[at]?.startsWith(english), chineseTitles[at]?.startsWith(chinese)]).toEqual([true, true])
          expect(cells[at]).toBe(cell)
        },
      }),
    ),
    {
      fact: 'Session Monitoring is a link, not data: no column',
      source: 'export-file.md 1',
      check: async (trial) => {
        const [titles = []] = await fileIn(trial, 'en_US')
        expect(titles.filter((title) => /Monitor/.test(title))).toEqual([])
      },
    },
    {
      fact: 'Reconnection is `Yes` or `No`',
      source: 'export-file.md 1',
      check: async (trial) => {
        await trial.deliver({ is_reconnect: true }, { is_reconnect: false })
        const file = await trial.csv('columns=is_reconnect')
        expect(file.toString()).toBe('\ufeffReconnection\r\nYes\r\nNo\r\n')
      },
    },
    {
      fact: 'The file appears in the export center, where it can be downloaded or deleted',
      source: 'export-file.md 2',
      check: async (trial) => {
        const { task_id, status } = await trial.exported('format=csv')
        expect(status).toBe('SUCCESS')
        const path = '/v2/{project_id}/export-tasks'
        expect((await trial.get(`${path}/${task_id}/download`)).status).toBe(200)
        expect((await trial.post(`${path}/batch-delete`, { task_ids: [task_id] })).status).toBe(200)
        expect((await trial.get(path)).body).toMatchObject({ count: 0 })
      },
    },
  ],
}
