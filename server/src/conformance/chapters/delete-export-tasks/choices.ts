import { expect } from 'vitest'
import type { Choice, Difference } from '../../chapter.js'
import { fails } from '../../checks.js'
import { deletes, refusesBody } from './delete.js'

const TASKS = '/v2/{project_id}/export-tasks'
const DELETE = `${TASKS}/batch-delete`

export const choices: readonly Choice[] = [
  {
    silence: 'Unknown ids',
    choice: 'they are ignored, so deleting twice is harmless',
    because: 'a client may repeat what it got no answer to',
    check: async (trial) => {
      const { task_id } = await trial.exported('format=csv')
      await deletes({ task_ids: [task_id, 'unknown'] }, { task_ids: [task_id] })(trial)
      expect((await trial.get(TASKS)).body).toMatchObject({ count: 0 })
    },
  },
  {
    silence: 'Tasks that are still being created',
    choice: 'they are stopped and removed',
    because: 'nobody wants the file any more',
    check: async (trial) => {
      await trial.holdExports()
      await deletes({ task_ids: [await trial.ask()] })(trial)
      expect((await trial.get(TASKS)).body).toMatchObject({ count: 0 })
    },
  },
  {
    silence: 'Tasks of another project',
    choice: 'they are ignored as unknown ones are',
    because: 'nobody should reach what others have',
    check: async (trial) => {
      const other = trial.another()
      await other.holdExports()
      await deletes({ task_ids: [await other.ask()] })(trial)
      expect((await other.get(TASKS)).body).toMatchObject({ count: 1 })
    },
  },
  {
    silence: 'Other members of the body',
    choice: 'a 400',
    because: 'nothing is accepted and ignored',
    check: refusesBody('force ', { task_ids: ['x'], force: true }),
  },
  {
    silence: 'No body',
    choice: '400 `WKS.0001`',
    because: 'it is the published code of an empty message',
    check: fails('POST', DELETE, [400, 'WKS.0001'], { headers: { 'Content-Type': 'application/json' } }),
  },
  {
    silence: 'Another content type or charset',
    choice: '415 `WKS.00000415`',
    because: 'it is the published code of that',
    check: async (trial) => {
      for (const type of ['text/plain', 'application/json; charset=latin1', 'application/x-www-form-urlencoded']) {
        const call = { headers: { 'Content-Type': type }, body: '{"task_ids":["x"]}' }
        await fails('POST', DELETE, [415, 'WKS.00000415'], call)(trial)
      }
    },
  },
]

export const differences: readonly Difference[] = [
  {
    published: 'A deletion leaves an audit trace, DeleteExportTasks, in the audit service',
    source: 'api.md 8',
    here: 'there is no audit service: 404',
    because: 'this version has no audit log',
    check: fails('GET', '/v3/{project_id}/traces', [404, 'APIGW.0101']),
  },
]
