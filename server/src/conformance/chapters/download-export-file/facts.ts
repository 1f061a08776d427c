import { expect } from 'vitest'
import type { Part } from '../../chapter.js'

const TASKS = '/v2/{project_id}/export-tasks'

export const facts: Part = {
  title: 'Answer',
  facts: [
    {
      fact: 'The body of the 200 is the file of the task in the path',
      source: 'api.md 7',
      check: async (trial) => {
        await trial.deliver({ user_name: 'zoe' })
        const { task_id } = await trial.exported('format=csv&columns=user_name')
        const { status, bytes } = await trial.get(`${TASKS}/${task_id}/download`)
        expect([status, bytes.toString()]).toEqual([200, '\ufeffConnected User\r\nzoe\r\n'])
      },
    },
    {
      fact: 'The type is one whose body the Node SDK hands over: `application/octet-stream`',
      source: 'api.md 7',
      check: async (trial) => {
        const { task_id } = await trial.exported()
        const { headers } = await trial.get(`${TASKS}/${task_id}/download`)
        expect(headers['content-type']).toBe('application/octet-stream')
      },
    },
    {
      fact: 'The official Node core gets the exact bytes of an XLSX file',
      source: 'api.md 7',
      test: {
        file: 'acceptance/src/official-client.test.ts',
        title: 'exports, polls, downloads, lists and deletes',
      },
    },
  ],
}
