import { expect } from 'vitest'
import type { Check, Fact, Part } from '../../chapter.js'
import { all, failsWith, refuses, takes } from '../../checks.js'
import type { Json } from '../../send-as.js'
import { idsOf, oneOfEachStatus, TASKS, tasksEverySecond } from './tasks.js'

export const parameters: Part = {
  title: 'Parameters',
  facts: [
    {
      fact: '`file_name`: the name of the file',
      source: 'api.md 6',
      check: async (trial) => {
        const [first = ''] = await tasksEverySecond(trial, 2)
        const { file_name } = await trial.task(first)
        expect(await idsOf(trial, `file_name=${file_name}`)).toEqual([first])
      },
    },
    {
      fact: '`task_id`: the task with this id, of at most 64 characters',
      source: 'api.md 6',
      check: all(
        async (trial) => {
          const [first = ''] = await tasksEverySecond(trial, 2)
          expect(await idsOf(trial, `task_id=${first}`)).toEqual([first])
          expect(await idsOf(trial, `task_id=${first.slice(1)}`)).toEqual([])
        },
        refuses(TASKS, 'task_id', `task_id=${'x'.repeat(65)}`),
      ),
    },
    {
      fact: '`status`: `CREATING`, `SUCCESS`, `FAIL` or `EXPIRED`',
      source: 'api.md 6',
      check: all(
        async (trial) => {
          const { holder, ids } = await oneOfEachStatus(trial)
          for (const [status, id] of Object.entries(ids)) {
            expect([status, await idsOf(holder, `status=${status}`)]).toEqual([status, [id]])
          }
        },
        refuses(TASKS, 'status', 'status=DONE', 'status=success'),
      ),
    },
    {
      fact: '`is_download`: `true` or `false`, whether the file was downloaded',
      source: 'api.md 6',
      check: all(
        async (trial) => {
          await trial.exportedFile('format=csv')
          const { task_id } = await trial.exported('format=csv')
          await trial.until(async () => expect(await idsOf(trial, 'is_download=true')).toHaveLength(1))
          expect(await idsOf(trial, 'is_download=false')).toEqual([task_id])
        },
        refuses(TASKS, 'is_download', 'is_download=yes'),
      ),
    },
    {
      fact: '`sort_field` is `create_time`, with `sort_type` `ASC` or `DESC`',
      source: 'api.md 6',
      check: all(
        async (trial) => {
          const ids = await tasksEverySecond(trial, 3)
          expect(await idsOf(trial, 'sort_field=create_time&sort_type=ASC')).toEqual(ids)
          expect(await idsOf(trial, 'sort_field=create_time&sort_type=DESC')).toEqual([...ids].reverse())
        },
        refuses(TASKS, 'sort_field', 'sort_field=file_name'),
        refuses(TASKS, 'sort_type', 'sort_type=up'),
      ),
    },
    {
      fact: '`sort_type` is `ASC` by default',
      source: 'api.md 6',
      check: async (trial) => {
        const ids = await tasksEverySecond(trial, 2)
        expect(await idsOf(trial, 'sort_field=create_time')).toEqual(ids)
      },
    },
    {
      fact: '`offset` is 0 to 2147483646, 0 by default',
      source: 'api.md 6',
      check: all(
        async (trial) => {
          const ids = await tasksEverySecond(trial, 2)
          const sorted = 'sort_field=create_time'
          expect(await idsOf(trial, `${sorted}&offset=1`)).toEqual(ids.slice(1))
          expect(await idsOf(trial, `${sorted}&offset=0`)).toEqual(await idsOf(trial, sorted))
        },
        takes(TASKS, 'offset=2147483646'),
        refuses(TASKS, 'offset', 'offset=2147483647', 'offset=-1'),
      ),
    },
    {
      fact: '`limit` is 1 to 100',
      source: 'api.md 6',
      check: all(takes(TASKS, 'limit=1', 'limit=100'), refuses(TASKS, 'limit', 'limit=0', 'limit=101')),
    },
    {
      fact: '`limit` is 20 by default',
      source: 'api.md 6',
      check: async (trial) => {
        await tasksEverySecond(trial, 21)
        expect(await idsOf(trial, '')).toHaveLength(20)
      },
    },
  ],
}

/** The item of a task that ended as a success has such a field. */
function shows(name: string, value: unknown): Check {
  return async (trial) => {
    const { holder, ids } = await oneOfEachStatus(trial)
    expect(await holder.task(ids.SUCCESS)).toMatchObject({ [name]: value })
  }
}

const MILLISECONDS = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

const FIELDS: readonly (readonly [string, string, unknown])[] = [
  ['task_id', 'a text', expect.stringMatching(/^.{1,64}$/)],
  ['file_name', 'the name of the file', expect.stringMatching(/\.csv$/)],
  ['create_time', 'the start of the task, UTC with milliseconds', expect.stringMatching(MILLISECONDS)],
  ['end_time', 'the end of the task, in the same form', expect.stringMatching(MILLISECONDS)],
  ['is_download', 'a boolean', expect.any(Boolean)],
]

export const answer: Part = {
  title: 'Answer',
  facts: [
    {
      fact: 'The body has `export_tasks` and `count`, and nothing else',
      source: 'api.md 6',
      check: async (trial) => {
        expect((await trial.get(TASKS)).body).toEqual({ export_tasks: [], count: 0 })
      },
    },
    {
      fact: '`count` is the number of tasks on all pages',
      source: 'api.md 6',
      check: async (trial) => {
        await tasksEverySecond(trial, 3)
        expect((await trial.get(TASKS, 'limit=1&offset=1')).body).toMatchObject({ count: 3 })
      },
    },
    ...FIELDS.map(
      ([name, meaning, value]): Fact => ({
        fact: `A task has \`${name}\`, ${meaning}`,
        source: 'api.md 6',
        check: shows(name, value),
      }),
    ),
    {
      fact: 'A task has `status`, one of the four',
      source: 'api.md 6',
      check: async (trial) => {
        const { holder, ids } = await oneOfEachStatus(trial)
        const items: Json[] = []
        for (const id of Object.values(ids)) items.push(await holder.task(id))
        expect(items.map(({ status }) => status)).toEqual(Object.keys(ids))
      },
    },
    {
      fact: '`fail_reason` and `error_code`: texts of a task that failed',
      source: 'api.md 6',
      check: async (trial) => {
        const { holder, ids } = await oneOfEachStatus(trial)
        expect(await holder.task(ids.FAIL)).toMatchObject({
          status: 'FAIL',
          fail_reason: 'as wished',
          error_code: expect.stringMatching(/^WKS\.\d+$/),
        })
      },
    },
    {
      fact: 'Failures are 400, 401 and 500',
      source: 'api.md 6',
      check: failsWith([400, 401, 500], { method: 'GET', path: TASKS, invalid: { query: '?limit=x' } }),
    },
  ],
}
