import { expect } from 'vitest'
import type { Part } from '../../chapter.js'
import { fails, failsWith } from '../../checks.js'
import { oneOfEachStatus, TASKS } from '../list-export-tasks/tasks.js'

export const facts: Part = {
  title: 'Answer',
  facts: [
    {
      fact: 'The body of the 200 is the file of the task in the path',
      source: 'api.md 7',
      check: async (trial) => {
        const { holder, ids } = await oneOfEachStatus(trial)
        const { status, bytes } = await holder.get(`${TASKS}/${ids.SUCCESS}/download`)
        expect([status, bytes.toString()]).toEqual([200, '\ufeffConnected User\r\nzoe\r\n'])
      },
    },
    {
      fact: 'The type is one whose body the Node SDK hands over: `application/octet-stream`',
      source: 'api.md 7',
      check: async (trial) => {
        const { holder, ids } = await oneOfEachStatus(trial)
        const { headers } = await holder.get(`${TASKS}/${ids.SUCCESS}/download`)
        expect(headers['content-type']).toBe('application/octet-stream')
      },
    },
    {
      fact: 'The official Node core gets the exact bytes of an XLSX file',
      source: 'api.md 7',
      test: {
        file: 'acceptance/src/official-operations.test.ts',
        title: '%s answers',
      },
    },
    {
      fact: 'Failures are 401 and 500, besides 400 for a wrong request',
      source: 'api.md 7',
      check: failsWith([401, 500], { method: 'GET', path: `${TASKS}/x/download`, invalid: {} }),
    },
    {
      fact: '`task_id` is mandatory, of at most 64 characters',
      source: 'api.md 7',
      check: async (trial) => {
        await fails('GET', `${TASKS}/${'x'.repeat(64)}/download`, [404, 'WKS.00211902'])(trial)
        for (const id of ['x'.repeat(65), '']) {
          await fails('GET', `${TASKS}/${id}/download`, [400, 'WKS.00211102'])(trial)
        }
      },
    },
  ],
}
