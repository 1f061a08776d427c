import { expect } from 'vitest'
import type { Choice } from '../../chapter.js'
import { idsOf, oneOfEachStatus, TASKS, tasksEverySecond } from './tasks.js'

export const choices: readonly Choice[] = [
  {
    silence: '`file_name`: whole or part',
    choice: 'part of the name, ignoring case',
    because: 'it is there to search for',
    check: async (trial) => {
      await trial.holdExports()
      const taskId = await trial.ask('format=csv')
      expect(await idsOf(trial, 'file_name=CONNECTIONrecords_2026')).toEqual([taskId])
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
      const { holder, ids } = await oneOfEachStatus(trial)
      const creating = await holder.task(ids.CREATING)
      expect(Object.keys(creating).sort()).toEqual(['create_time', 'file_name', 'is_download', 'status', 'task_id'])
      for (const id of [ids.SUCCESS, ids.EXPIRED]) {
        expect(Object.keys(await holder.task(id)).filter((name) => /fail|error/.test(name))).toEqual([])
      }
    },
  },
  {
    silence: 'The letter Z of the pattern `SSSZ`, which Java prints as `+0000`',
    choice: 'a literal `Z`',
    because: 'examples of the service print it',
    check: async (trial) => {
      const { holder, ids } = await oneOfEachStatus(trial)
      expect(await holder.task(ids.SUCCESS)).toMatchObject({ create_time: '2026-02-03T10:30:00.000Z' })
    },
  },
  {
    silence: 'What `error_code` says of a failed task',
    choice: '`WKS.00211401`',
    because: 'it is the code of an operation that failed',
    check: async (trial) => {
      const { holder, ids } = await oneOfEachStatus(trial)
      expect(await holder.task(ids.FAIL)).toMatchObject({ error_code: 'WKS.00211401' })
    },
  },
  {
    silence: 'How long a file stays, and what EXPIRED means for the list',
    choice: '168 hours (`DESKLEDGER_EXPORT_RETENTION_HOURS`); an EXPIRED task stays listed until it is deleted',
    because: 'a week is suggested, and the row tells what became of the file',
    check: async (trial) => {
      const { holder, ids } = await oneOfEachStatus(trial)
      const { body } = await holder.get(`${TASKS}/${ids.SUCCESS}`)
      expect(body['expires_time']).toBe('2026-02-10T10:30:00.000Z')
      expect(await idsOf(holder, 'status=EXPIRED')).toEqual([ids.EXPIRED])
    },
  },
  {
    silence: 'Who sees a task',
    choice: 'whoever may list tasks of the project; who may see only some enterprise projects sees the tasks of those',
    because: 'a task tells about its records',
    check: async (trial) => {
      await trial.holdExports(2)
      const ofA = await trial.ask('enterprise_project_id=a')
      await trial.ask()
      const { id, key } = await trial.user()
      await trial.post('/admin/v1/grants', {
        policy_id: 'workspace_tenant_manager',
        user_id: id,
        project_id: await trial.projectId(),
        enterprise_project_id: 'a',
      })
      expect((await trial.get(TASKS, '', { as: key })).body).toMatchObject({
        count: 1,
        export_tasks: [{ task_id: ofA }],
      })
    },
  },
]
