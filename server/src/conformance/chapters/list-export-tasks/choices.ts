import { expect } from 'vitest'
import type { Choice } from '../../chapter.js'
import { idsOf, tasksEverySecond } from './facts.js'

const TASKS = '/v2/{project_id}/export-tasks'

export const choices: readonly Choice[] = [
  {
    silence: '`file_name`: whole or part',
    choice: 'part of the name, ignoring case',
    because: 'it is there to search for',
    check: async (trial) => {
      const { task_id } = await trial.exported('format=csv')
      expect(await idsOf(trial, 'file_name=CONNECTIONrecords_2026')).toEqual([task_id])
      expect(await idsOf(trial, 'file_name=.xlsx')).toEqual([])
    },
  },
  {
    silence: '`is_download`, "default false": of the filter or of the field',
    choice: 'without it, tasks are listed whether downloaded or not',
    because: 'a list that hides what was downloaded would puzzle',
    check: async (trial) => {
      await trial.exportedFile('format=csv')
      await trial.until(async () => expect(await idsOf(trial, 'is_download=true')).toHaveLength(1))
      expect(await idsOf(trial, '')).toHaveLength(1)
    },
  },
  {
    silence: 'The order without `sort_field`',
    choice: 'newest first; `sort_type` alone applies to `create_time`',
    because: 'the newest task is what people look for',
    check: async (trial) => {
      const ids = await tasksEverySecond(trial, 2)
      expect(await idsOf(trial, '')).toEqual([...ids].reverse())
      expect(await idsOf(trial, 'sort_type=ASC')).toEqual(ids)
    },
  },
  {
    silence: 'Fields of a task that is not done or did not fail',
    choice: '`end_time` is absent while CREATING; `fail_reason` and `error_code` are there only for FAIL',
    because: 'a time is never made up',
    check: async (trial) => {
      await trial.holdExports()
      const creating = await trial.task(await trial.ask())
      expect(Object.keys(creating).sort()).toEqual(['create_time', 'file_name', 'is_download', 'status', 'task_id'])
      expect(Object.keys(await trial.exported()).filter((name) => /fail|error/.test(name))).toEqual([])
    },
  },
  {
    silence: 'The letter Z of the pattern `SSSZ`, which Java prints as `+0000`',
    choice: 'a literal `Z`',
    because: 'examples of the service print it',
    check: async (trial) => {
      expect(await trial.exported()).toMatchObject({ create_time: '2026-02-03T10:30:00.000Z' })
    },
  },
  {
    silence: 'What `error_code` says of a failed task',
    choice: '`WKS.00211401`',
    because: 'it is the code of an operation that failed',
    check: async (trial) => {
      await trial.fault({ kind: 'fail-export', reason: 'x' })
      expect(await trial.exported()).toMatchObject({ error_code: 'WKS.00211401' })
    },
  },
  {
    silence: 'How long a file stays, and what EXPIRED means for the list',
    choice: '168 hours (`DESKLEDGER_EXPORT_RETENTION_HOURS`); an EXPIRED task stays listed until it is deleted',
    because: 'a week is suggested, and the row tells what became of the file',
    check: async (trial) => {
      const { body } = await trial.get(`${TASKS}/${(await trial.exported())['task_id']}`)
      expect(body['expires_time']).toBe('2026-02-10T10:30:00.000Z')
      await trial.fault({ kind: 'expire-export' })
      const expired = await trial.ask()
      await trial.turned(expired, 'EXPIRED')
      expect(await idsOf(trial, 'status=EXPIRED')).toEqual([expired])
    },
  },
  {
    silence: 'Who sees a task',
    choice: 'whoever may list tasks of the project; who may see only some enterprise projects sees the tasks of those',
    because: 'a task tells about its records',
    check: async (trial) => {
      await trial.exported('enterprise_project_id=a')
      const all = await trial.exported()
      const { id, key } = await trial.user()
      await trial.post('/admin/v1/grants', {
        policy_id: 'workspace_tenant_manager',
        user_id: id,
        project_id: await trial.projectId(),
        enterprise_project_id: 'a',
      })
      const { body } = await trial.get(TASKS, '', { as: key })
      expect(body).toMatchObject({ count: 1 })
      expect(body['export_tasks']).not.toMatchObject([{ task_id: all['task_id'] }])
    },
  },
]
