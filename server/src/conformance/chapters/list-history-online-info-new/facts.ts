import { expect } from 'vitest'
import type { Part } from '../../chapter.js'
import { all, failsWith, refuses, takes } from '../../checks.js'
import type { Trial } from '../../trial.js'

const ONLINE = '/v2/{project_id}/connections/online-users'

/** From three to past four in the morning of the day before, and still there. */
const CONNECTIONS = [
  {
    user_name: 'zoe',
    connection_start_time: '2026-02-02T03:00:00Z',
    connection_setup_time: '2026-02-02T03:00:02Z',
    connection_end_time: '2026-02-02T04:10:00Z',
  },
  { user_name: 'bob', connection_start_time: '2026-02-03T09:00:00Z', connection_setup_time: '2026-02-03T09:00:02Z' },
]

/** The texts that are answered. */
export async function countsOf(trial: Trial, query: string): Promise<unknown> {
  const { status, body } = await trial.get(ONLINE, query)
  expect([query, status, body['error_msg']]).toEqual([query, 200, undefined])
  return body['time_counts']
}

const hours = (...counts: readonly number[]): readonly string[] =>
  counts.map((count, hour) => `${String(hour).padStart(2, '0')}:00 : ${count}`)

export const facts: Part = {
  title: 'Parameters and answer',
  facts: [
    {
      fact: 'The body is `{"time_counts": ["00:00 : 0", …]}`: texts of a time and the number of users that were logged in',
      source: 'api.md 4',
      check: async (trial) => {
        await trial.deliver(...CONNECTIONS)
        const { body } = await trial.get(ONLINE, 'query_type=DAY')
        expect(body).toEqual({ time_counts: hours(0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1) })
      },
    },
    { fact: 'The query must not be empty', source: 'api.md 4', check: refuses(ONLINE, 'query_type', '') },
    {
      fact: 'Each of `start_time` and `end_time` is mandatory with the other, unless `query_type` is given',
      source: 'api.md 4',
      check: all(
        refuses(ONLINE, 'end_time', 'start_time=2026-02-02T00:00Z'),
        refuses(ONLINE, 'start_time', 'end_time=2026-02-02T00:00Z'),
        takes(ONLINE, 'query_type=DAY', 'start_time=2026-02-01T00:00Z&end_time=2026-02-02T00:00Z'),
      ),
    },
    {
      fact: '`start_time` and `end_time` are minutes in UTC: `2016-08-20T21:11Z`',
      source: 'api.md 0, 4',
      check: takes(ONLINE, 'start_time=2016-08-20T21:11Z&end_time=2016-08-21T21:11Z'),
    },
    {
      fact: '`query_type` is `MONTH`, `WEEK` or `DAY`',
      source: 'api.md 4',
      check: all(
        takes(ONLINE, 'query_type=MONTH', 'query_type=WEEK', 'query_type=DAY'),
        refuses(ONLINE, 'query_type', 'query_type=YEAR', 'query_type=day'),
      ),
    },
    {
      fact: '`query_type` wins over the times when both are given',
      source: 'api.md 4',
      check: async (trial) => {
        await trial.deliver(...CONNECTIONS)
        const times = 'start_time=2026-02-02T03:00Z&end_time=2026-02-02T04:00Z'
        expect(await countsOf(trial, `query_type=DAY&${times}`)).toEqual(await countsOf(trial, 'query_type=DAY'))
      },
    },
    {
      fact: 'Counts are by the hour when both times fall on the same day',
      source: 'api.md 4',
      check: async (trial) => {
        await trial.deliver(...CONNECTIONS)
        expect(await countsOf(trial, 'start_time=2026-02-02T00:00Z&end_time=2026-02-02T05:59Z')).toEqual(
          hours(0, 0, 0, 1, 1, 0),
        )
      },
    },
    {
      fact: 'The list of hours starts at midnight: 03:01 to 10:01 gives 00:00 to 10:00, 11 entries',
      source: 'api.md 4',
      check: async (trial) => {
        const counts = await countsOf(trial, 'start_time=2026-02-02T03:01Z&end_time=2026-02-02T10:01Z')
        expect(counts).toEqual(hours(...Array(11).fill(0)))
      },
    },
    {
      fact: 'Counts are by the day otherwise',
      source: 'api.md 4',
      check: async (trial) => {
        await trial.deliver(...CONNECTIONS)
        const counts = await countsOf(trial, 'start_time=2026-02-01T23:59Z&end_time=2026-02-03T00:00Z')
        expect(counts).toEqual([': 0', ': 1', ': 1'].map((end) => expect.stringContaining(end)))
      },
    },
    {
      fact: 'Failures are 400, 401, 403, 405, 500 and 503',
      source: 'api.md 4',
      check: failsWith([400, 401, 403, 405, 500, 503], {
        method: 'GET',
        path: ONLINE,
        invalid: { query: '?query_type=x' },
      }),
    },
  ],
}
