import { expect } from 'vitest'
import type { Choice } from '../../chapter.js'
import { exportedAtOnce, finds, rowsOf } from '../../checks.js'
import { fileIn } from './columns.js'

const _CSV = 'engines/conformance/src/record-store.ts'
const _XLSX = 'formats/src/xlsx/xlsx-format.test.ts'

export const contents: readonly Choice[] = [
  {
    silence: 'The columns of a file, which are documented nowhere',
    choice: 'those of the console page, in its order, then those that records have besides',
    because: 'it is the only grounded choice',
    check: async (trial) => {
      const [titles = [], cells = []] = await fileIn(trial, 'en_US')
      expect(titles.slice(17)).toEqual(['Network Latency (ms)', 'Source IP Address', 'Desktop SID', 'Transaction ID'])
      expect(cells.slice(17)).toEqual(['21', '10.0.0.8', 'S-1', 'T-1'])
    },
  },
  {
    silence: 'English titles of columns that only the Chinese page has',
    choice: 'Client Egress IP Address, Connection Ended, Enterprise Project',
    because: 'these are the words of the field descriptions',
    check: async (trial) => {
      const [titles = []] = await fileIn(trial, 'en_US')
      expect([titles[5], titles[7], titles[16]]).toEqual([
        'Client Egress IP Address',
        'Connection Ended (UTC)',
        'Enterprise Project',
      ])
    },
  },
  {
    silence: 'Units and zones in titles',
    choice: 'latency tells `(ms)`, times tell the zone they are in',
    because: 'a file is read far from where it was made',
    check: async (trial) => {
      const [titles = []] = await fileIn(trial, 'en_US')
      const [chinese = []] = await fileIn(trial, 'zh_CN')
      expect([titles[6], titles[8], chinese[6]]).toEqual([
        'Connection Started (UTC)',
        'Average Latency (ms)',
        '开始连接时间(UTC)',
      ])
    },
  },
  {
    silence: 'Average Latency: of the network or end to end',
    choice: '`e2e_rtt`; Network Latency has a column of its own',
    because: 'the console filters by it and calls the export, whose filter is end to end',
    check: async (trial) => {
      await trial.deliver({ e2e_rtt: 7, network_rtt: 3 })
      expect(rowsOf(await trial.csv('columns=e2e_rtt,network_rtt'))).toEqual(['7,3'])
    },
  },
  {
    silence: 'The file type; siblings are Excel files',
    choice: '`xlsx`, `csv` on request; `DESKLEDGER_EXPORT_FORMAT` sets the default',
    because: 'Excel is what siblings say',
    check: async (trial) => {
      await trial.holdExports(2)
      expect(await trial.task(await trial.ask())).toMatchObject({ file_name: expect.stringMatching(/\.xlsx$/) })
      expect(await trial.task(await trial.ask('format=csv'))).toMatchObject({
        file_name: expect.stringMatching(/\.csv$/),
      })
    },
  },
  {
    silence: 'The name of the file',
    choice: '`ConnectionRecords_YYYYMMDDHHMMSS_<first 8 of the task id>.<ext>`, creation time in UTC',
    because: 'names should sort by time, and not be the same',
    check: async (trial) => {
      await trial.holdExports()
      const { task_id, file_name } = await trial.task(await trial.ask())
      expect(file_name).toBe(`ConnectionRecords_20260203103000_${String(task_id).slice(0, 8)}.xlsx`)
    },
  },
  {
    silence: 'Zone and form of times',
    choice: 'local times of `time_zone`, UTC by default, `YYYY-MM-DD HH:MM:SS.mmm` in CSV',
    because: 'records have milliseconds, and spreadsheets read this form',
    check: async (trial) => {
      await trial.deliver({ connection_start_time: '2026-02-03T09:00:00.5Z' })
      const query = 'columns=connection_start_time'
      expect(rowsOf(await trial.csv(query))).toEqual(['2026-02-03 09:00:00.500'])
      expect(rowsOf(await trial.csv(`${query}&time_zone=Asia/Kolkata`))).toEqual(['2026-02-03 14:30:00.500'])
    },
  },
  {
    silence: 'The Chinese words for Yes and No',
    choice: '`是` and `否`',
    because: 'they are the natural form',
    check: async (trial) => {
      await trial.deliver({ is_reconnect: true }, { is_reconnect: false })
      const file = await trial.csv('language=zh_CN&columns=is_reconnect')
      expect(rowsOf(file)).toEqual(['是', '否'])
    },
  },
  {
    silence: 'Values that are not known',
    choice: 'empty cells',
    because: '0 and 1970 would be taken for values',
    check: async (trial) => {
      await trial.deliver({})
      const file = await trial.csv('columns=e2e_rtt,connection_end_time,is_reconnect,user_name')
      expect(rowsOf(file)).toEqual([',,,'])
    },
  },
  {
    silence: 'The order of rows',
    choice: 'newest `connection_start_time` first, as lists',
    because: 'the newest is what people look for',
    check: finds(
      exportedAtOnce,
      [
        { connection_start_time: '2026-02-03T08:00:00Z', transaction_id: 'b' },
        { connection_start_time: '2026-02-03T09:00:00Z', transaction_id: 'c' },
        { connection_start_time: '2026-02-03T08:00:00Z', transaction_id: 'a' },
      ],
      { '': ['c', 'a', 'b'] },
    ),
  },
  {
    silence: 'An export without records',
    choice: 'a SUCCESS with a file that has only its header',
    because: 'nothing found is an answer',
    check: async (trial) => {
      const { task_id, status } = await trial.exported('format=csv&columns=user_name')
      const { bytes } = await trial.get(`/v2/{project_id}/export-tasks/${task_id}/download`)
      expect([status, bytes.toString()]).toEqual(['SUCCESS', '\ufeffConnected User\r\n'])
    },
  },
  {
    silence: 'Tasks that a restart interrupts',
    choice: 'they are taken up again',
    because: 'who asked should not have to ask again',
    test: {
      file: 'acceptance/src/processes.test.ts',
      title: 'finishes a task interrupted by %s, and never shows a partial file',
    },
  },
]
