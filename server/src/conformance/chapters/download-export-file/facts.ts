import { expect } from 'vitest'
import type { Part } from '../../chapter.js'
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
        file: 'acceptance/src/official-client.test.ts',
        title: 'exports, polls, downloads, lists and deletes',
      },
    },
  ],
}
