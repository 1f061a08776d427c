import { expect } from 'vitest'
import type { Choice } from '../../chapter.js'
import { all, exported, finds, refuses, rowsOf, takes } from '../../checks.js'
import { jsonBody, tokenFor } from '../../sign-in.js'
import { tasksOf } from '../../trial.js'

const EXPORT = '/v3/{project_id}/desktops/connections/export'
const TASKS = '/v2/{project_id}/export-tasks'

const STARTED = [
  { connection_start_time: '2026-02-03T10:30:00Z' },
  { connection_start_time: '2026-02-03T08:00:00Z' },
  { connection_start_time: '2026-01-04T10:30:00Z' },
]

export const choices: readonly Choice[] = [
  {
    silence: 'What a time before the window is answered with',
    choice:
      'a 400 that names the parameter, with five minutes of slack; `DESKLEDGER_EXPORT_WINDOW_DAYS` changes the window',
    because: 'a request is under way for a while, and who keeps records for years wants them exported',
    check: all(
      takes(EXPORT, 'start_time=2026-01-04T10:25:00Z'),
      refuses(EXPORT, 'start_time', 'start_time=2026-01-04T10:24:59.999Z'),
      refuses(EXPORT, 'end_time', 'end_time=2026-01-04T10:24:59.999Z'),
    ),
  },
  {
    silence: 'One time without the other: each text says that the start is optional',
    choice: 'all four combinations; a missing start is the beginning of the window, a missing end is now',
    because: 'nothing says that both go together here',
    check: finds(exported, STARTED, {
      '': ['t1', 't2', 't3'],
      'start_time=2026-02-03T08:00:00Z': ['t1', 't2'],
      'end_time=2026-02-03T08:00:00Z': ['t2', 't3'],
      'start_time=2026-02-03T07:00:00Z&end_time=2026-02-03T09:00:00Z': ['t2'],
    }),
  },
  {
    silence: 'Future times',
    choice:
      'an end in the future is now; a future start without an end is a 400; if both lie there, the file has no rows',
    because: 'clocks differ, and a day may be asked for before it is over',
    check: all(
      finds(exported, [{}, { connection_start_time: '2026-02-03T10:30:01Z' }], {
        'end_time=2026-02-04T00:00:00Z': ['t1'],
      }),
      refuses(
        EXPORT,
        'start_time',
        'start_time=2026-02-03T10:30:01Z',
        'start_time=2026-02-04T00:00:00Z&end_time=2026-02-05T00:00:00Z',
      ),
    ),
  },
  {
    silence: 'Other spellings of `language`, and other languages',
    choice: '`zh-cn` and `en-us` are taken; anything else is a 400',
    because: 'a file in the wrong language would be noticed late',
    check: all(
      takes(EXPORT, 'language=zh-cn', 'language=en-us'),
      refuses(EXPORT, 'language', 'language=de_DE', 'language=ZH_CN', 'language=en'),
    ),
  },
  {
    silence: 'Equal requests',
    choice: 'each one makes a task; they are not joined',
    because: 'records may have arrived meanwhile',
    check: async (trial) => {
      await trial.holdExports(2)
      const ids = new Set([await trial.ask(), await trial.ask()])
      expect([ids.size, tasksOf(await trial.get(TASKS)).length]).toEqual([2, 2])
    },
  },
  {
    silence: 'How many tasks may be unfinished',
    choice: '100 of a project; one more is 429 `APIGW.0308` with `Retry-After`',
    because: 'a client in a loop should not fill the disk',
    check: async (trial) => {
      await trial.holdExports(100)
      const ids: string[] = []
      // A token, since the server remembers each signature.
      const as = { token: await tokenFor(trial) }
      for (let count = 0; count < 100; count += 1) ids.push(await trial.ask('', { as }))
      const { status, headers, body } = await trial.get(EXPORT)
      expect([status, body['error_code'], headers['retry-after']]).toEqual([429, 'APIGW.0308', '10'])
      await trial.send('POST', `${TASKS}/batch-delete`, jsonBody({ task_ids: ids }))
      expect((await trial.get(EXPORT)).status).toBe(200)
    },
  },
  {
    silence: 'In which order tasks are worked off',
    choice: 'one by one, oldest first',
    because: 'lists should stay fast meanwhile, and who asked first waits longest',
    test: {
      file: 'engines/conformance/src/export-task-store.ts',
      title: 'gives the oldest task to one worker at a time',
    },
  },
  {
    silence: 'Which records are in the file',
    choice: 'those that there were when the task was made; what is delivered later is not in it',
    because: 'the file says what was so at one moment',
    check: async (trial) => {
      await trial.deliver({})
      await trial.fault({ kind: 'hold-export', seconds: 60 })
      const taskId = await trial.ask('format=csv&columns=transaction_id')
      await trial.deliver({ transaction_id: 'later' })
      await trial.ledger.at(new Date(trial.now.getTime() + 60_000), async () => {
        await trial.ask() // wakes the worker
        await trial.ended(taskId)
      })
      expect(rowsOf((await trial.get(`${TASKS}/${taskId}/download`)).bytes)).toEqual(['t1'])
    },
  },
  {
    silence: 'Who may export, besides that no action is required',
    choice:
      'a policy that denies `workspace:connections:export` counts; `DESKLEDGER_EXPORT_ACCESS=action` demands the action',
    because: 'an export holds records of other users, and the published default stays the default',
    check: async (trial) => {
      const deny = { Version: '1.1', Statement: [{ Effect: 'Deny', Action: ['workspace:connections:export'] }] }
      const { key } = await trial.user('workspace_read_only_access', deny)
      expect((await trial.get(EXPORT, '', { as: key })).status).toBe(403)
    },
  },
  {
    silence: 'File type, time zone and columns',
    choice:
      'extensions: `format` (`xlsx`, `csv`), `time_zone` (an IANA name, no offset), `columns` (API names, in the order wanted)',
    because: 'programs read CSV, and people their own time',
    check: all(
      async (trial) => {
        await trial.deliver({ connection_start_time: '2026-02-03T01:00:00Z', user_name: 'zoe' })
        expect((await trial.exportedFile()).subarray(0, 2).toString()).toBe('PK')
        const query = 'format=csv&time_zone=Asia/Shanghai&columns=user_name,connection_start_time'
        expect((await trial.exportedFile(query)).toString()).toBe(
          '\ufeffConnected User,Connection Started (Asia/Shanghai)\r\nzoe,2026-02-03 09:00:00.000\r\n',
        )
      },
      refuses(EXPORT, 'format', 'format=pdf'),
      refuses(EXPORT, 'time_zone', 'time_zone=%2B08:00', 'time_zone=Nowhere'),
      refuses(EXPORT, 'columns', 'columns=colour', 'columns=sid,sid'),
    ),
  },
]
