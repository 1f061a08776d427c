import { expect } from 'vitest'
import type { Choice } from '../../chapter.js'
import { exportedAtOnce, finds } from '../../checks.js'

const EXPORT = '/v2/{project_id}/connections/desktops/export'
const TESTS = 'http/src/routes/connection-record/export-user-login-info-new.test.ts'

export const choices: readonly Choice[] = [
  {
    silence: 'Without both times',
    choice: 'all records; there is no window',
    because: 'a window is published for ExportUserConnectionNew only',
    check: finds(exportedAtOnce, [{ connection_start_time: '1999-01-01T00:00:00Z' }, {}], { '': ['t2', 't1'] }),
  },
  {
    silence: 'Content type, which one definition calls `multipart/form-data`, and name of the file',
    choice: '`application/octet-stream`, named `ConnectionRecords_YYYYMMDDHHMMSS.<ext>` in UTC',
    because: 'SDKs drop or damage a body of any other type',
    check: async (trial) => {
      const { headers } = await trial.get(EXPORT)
      expect(headers['content-type']).toBe('application/octet-stream')
      expect(headers['content-disposition']).toBe(
        'attachment; filename="ConnectionRecords_20260203103000.xlsx"; ' +
          "filename*=UTF-8''ConnectionRecords_20260203103000.xlsx",
      )
    },
  },
  {
    silence: 'Layout, file type, time zone and columns',
    choice: 'those of the export file, with the same extensions `format`, `time_zone` and `columns`',
    because: 'one kind of file is enough',
    check: async (trial) => {
      await trial.deliver({ connection_start_time: '2026-02-03T01:00:00Z', user_name: 'zoe' })
      const query = 'format=csv&time_zone=Asia/Shanghai&columns=user_name,connection_start_time'
      expect((await trial.get(EXPORT, query)).bytes).toEqual(await trial.exportedFile(query))
    },
  },
  {
    silence: 'Which records are in the file',
    choice: 'those that there were when the request came; no task is made and nothing is kept',
    because: 'the file says what was so at one moment',
    test: { file: TESTS, title: 'is of the records that its query is about, as they were when it was asked for' },
  },
  {
    silence: 'The length of the file, ranges and digests',
    choice: 'none is told',
    because: 'the file is written while it is sent',
    check: async (trial) => {
      const { headers } = await trial.get(EXPORT)
      const told = ['content-length', 'accept-ranges', 'etag', 'content-digest', 'repr-digest']
      expect(told.filter((name) => name in headers)).toEqual([])
    },
  },
  {
    silence: 'A file that cannot be finished',
    choice: 'the connection is reset; the answer never looks complete',
    because: 'a file that is cut off would be taken for whole',
    test: { file: TESTS, title: 'that fails midway never looks whole, in HTTP/%s' },
  },
  {
    silence: 'Readers that are slow',
    choice: 'a minute is free; beyond it, 16 KiB have to be taken each second',
    because: 'each of them keeps the engine busy',
    test: { file: 'http/src/download/keep-pace.test.ts', title: 'that %s is cut off: %4$s' },
  },
  {
    silence: 'How many at a time',
    choice: 'two on the whole server; one more is 503 with `Retry-After`',
    because: 'lists should stay fast meanwhile',
    test: { file: TESTS, title: 'is one of two at a time, and none later than its end' },
  },
]
