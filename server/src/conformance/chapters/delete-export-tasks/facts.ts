import { expect } from 'vitest'
import type { Part } from '../../chapter.js'
import { all, failsWith } from '../../checks.js'
import { jsonBody } from '../../sign-in.js'
import { deletes, refusesBody } from './delete.js'

const TASKS = '/v2/{project_id}/export-tasks'
const ids = (count: number, length = 32): string[] =>
  Array.from({ length: count }, (_id, at) => String(at).padEnd(length, 'x'))

export const facts: Part = {
  title: 'Body and answer',
  facts: [
    {
      fact: 'The body `{"task_ids": ["…"]}` names the tasks to delete; the answer is 200 without a body',
      source: 'api.md 8',
      check: async (trial) => {
        const { task_id } = await trial.exported('format=csv')
        await trial.holdExports()
        const kept = await trial.ask()
        const { status, bytes } = await trial.post(`${TASKS}/batch-delete`, { task_ids: [task_id] })
        expect([status, bytes.byteLength]).toEqual([200, 0])
        expect((await trial.get(TASKS)).body).toMatchObject({ count: 1, export_tasks: [{ task_id: kept }] })
      },
    },
    {
      fact: '`task_ids` has 1 to 200 items',
      source: 'api.md 8',
      check: all(
        deletes({ task_ids: ids(1) }, { task_ids: ids(200) }),
        refusesBody('task_ids', { task_ids: [] }, { task_ids: ids(201) }),
      ),
    },
    {
      fact: 'An item has 1 to 64 characters',
      source: 'api.md 8',
      check: all(
        deletes({ task_ids: ['x'] }, { task_ids: ids(1, 64) }),
        refusesBody('task_ids\\[0\\]', { task_ids: [''] }, { task_ids: ids(1, 65) }),
      ),
    },
    {
      fact: 'Items are texts',
      source: 'api.md 8',
      check: refusesBody('task_ids', { task_ids: 'x' }, { task_ids: [1] }, { task_ids: [null] }),
    },
    {
      fact: 'Items are unique',
      source: 'api.md 8',
      check: refusesBody('task_ids', { task_ids: ['a', 'b', 'a'] }),
    },
    {
      fact: 'The body is mandatory',
      source: 'api.md 8',
      check: async (trial) => {
        for (const headers of [{}, { 'Content-Type': 'application/json' }]) {
          const { status } = await trial.send('POST', `${TASKS}/batch-delete`, { headers })
          expect(status).toBe(400)
        }
      },
    },
    {
      fact: 'The type is `application/json`, also with `charset=utf-8` or `charset=UTF-8`',
      source: 'api.md 8',
      check: async (trial) => {
        for (const charset of ['', '; charset=utf-8', '; charset=UTF-8', ';charset=utf-8']) {
          const headers = { 'Content-Type': `application/json${charset}` }
          const { status } = await trial.post(`${TASKS}/batch-delete`, { task_ids: ['x'] }, { headers })
          expect([charset, status]).toEqual([charset, 200])
        }
      },
    },
    {
      fact: 'The roles `te_admin` and `wks_adm` may delete, and the action `workspace:tenants:deleteExportTasks`',
      source: 'api.md 8',
      check: async (trial) => {
        const action = {
          Version: '5.0',
          Statement: [{ Effect: 'Allow', Action: ['workspace:tenants:deleteExportTasks'] }],
        }
        for (const policy of ['te_admin', 'wks_adm', action]) {
          const { key } = await trial.user(policy)
          expect((await trial.post(`${TASKS}/batch-delete`, { task_ids: ['x'] }, { as: key })).status).toBe(200)
        }
        const reader = await trial.user('workspace_read_only_access')
        expect((await trial.post(`${TASKS}/batch-delete`, { task_ids: ['x'] }, { as: reader.key })).status).toBe(403)
      },
    },
    {
      fact: 'Failures are 400, 401 and 500',
      source: 'api.md 8',
      check: failsWith([400, 401, 500], {
        method: 'POST',
        path: `${TASKS}/batch-delete`,
        invalid: { call: jsonBody({}) },
      }),
    },
  ],
}
