import { expect } from 'vitest'
import type { Check, Fact, Part } from '../../chapter.js'
import { all, refuses, takes } from '../../checks.js'
import { type Json, type Trial, tasksOf } from '../../trial.js'

const TASKS = '/v2/{project_id}/export-tasks'

/** The ids of the tasks that a query finds, in its order. */
export async function idsOf(trial: Trial, query: string): Promise<readonly unknown[]> {
  const answer = await trial.get(TASKS, query)
  expect([query, answer.status, answer.body['error_msg']]).toEqual([query, 200, undefined])
  return tasksOf(answer).map(({ task_id }) => task_id)
}

/** Tasks that are made a second after each other, the first one now; none is worked off. */
export async function tasksEverySecond(trial: Trial, count: number): Promise<readonly string[]> {
  await trial.holdExports(count)
  const ids: string[] = []
  for (let made = 0; made < count; made += 1) {
    ids.push(await trial.ledger.at(new Date(trial.now.getTime() + made * 1000), () => trial.ask()))
  }
  return ids
}

/** One task of each status. */
async function tasksOfEveryStatus(trial: Trial): Promise<Readonly<Record<string, string>>> {
  const SUCCESS = await trial.ask('format=csv')
  await trial.ended(SUCCESS)
  await trial.fault({ kind: 'fail-export', reason: 'as wished' })
  const FAIL = await trial.ask()
  await trial.ended(FAIL)
  await trial.fault({ kind: 'expire-export' })
  const EXPIRED = await trial.ask()
  await trial.turned(EXPIRED, 'EXPIRED')
  await trial.holdExports()
  return { SUCCESS, FAIL, EXPIRED, CREATING: await trial.ask() }
}

export const parameters: Part = {
  title: 'Parameters',
  facts: [
    {
      fact: '`file_name`: the name of the file',
      source: 'api.md 6',
      check: async (trial) => {
        const { task_id, file_name } = await trial.exported('format=csv')
        await trial.exported('format=xlsx')
        expect(await idsOf(trial, `file_name=${file_name}`)).toEqual([task_id])
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
          for (const [status, id] of Object.entries(await tasksOfEveryStatus(trial))) {
            expect([status, await idsOf(trial, `status=${status}`)]).toEqual([status, [id]])
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
    const task = await trial.ledger.shared('an ended task', () => trial.exported('format=csv'))
    expect(task).toMatchObject({ [name]: value })
  }
}

const MILLISECONDS = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

const FIELDS: readonly (readonly [string, string, unknown])[] = [
  ['task_id', 'a text', expect.stringMatching(/^.{1,64}$/)],
  ['file_name', 'the name of the file', expect.stringMatching(/\.csv$/)],
  ['create_time', 'the start of the task, UTC with milliseconds', expect.stringMatching(MILLISECONDS)],
  ['end_time', 'the end of the task, in the same form', expect.stringMatching(MILLISECONDS)],
  ['is_download', 'a boolean', false],
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
        const byStatus = await tasksOfEveryStatus(trial)
        const items: Json[] = []
        for (const id of Object.values(byStatus)) items.push(await trial.task(id))
        expect(items.map(({ status }) => status)).toEqual(Object.keys(byStatus))
      },
    },
    {
      fact: '`fail_reason` and `error_code`: texts of a task that failed',
      source: 'api.md 6',
      check: async (trial) => {
        await trial.fault({ kind: 'fail-export', reason: 'as wished' })
        expect(await trial.exported()).toMatchObject({
          status: 'FAIL',
          fail_reason: 'as wished',
          error_code: expect.stringMatching(/^WKS\.\d+$/),
        })
      },
    },
  ],
}
