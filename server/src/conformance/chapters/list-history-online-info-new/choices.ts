import { expect } from 'vitest'
import type { Choice } from '../../chapter.js'
import { all, refuses, takes } from '../../checks.js'
import { countsOf } from './facts.js'

const ONLINE = '/v2/{project_id}/connections/online-users'

/** The second of February, hour by hour. */
const THAT_DAY = 'start_time=2026-02-02T00:00Z&end_time=2026-02-02T03:59Z'

const established = (user: string, from: string, until?: string) => ({
  user_name: user,
  connection_start_time: from,
  connection_setup_time: from,
  ...(until === undefined ? {} : { connection_end_time: until }),
})

export const choices: readonly Choice[] = [
  {
    silence: 'What `DAY`, `WEEK` and `MONTH` reach over',
    choice: 'the hours of today up to the present one; the last 7 and 30 days, today included',
    because: 'these are what the words mean when nothing else is said',
    check: async (trial) => {
      const counts = async (type: string) => (await countsOf(trial, `query_type=${type}`)) as string[]
      const [day, week, month] = [await counts('DAY'), await counts('WEEK'), await counts('MONTH')]
      expect([day.length, day.at(-1)]).toEqual([11, '10:00 : 0'])
      expect([week.length, week[0], week.at(-1)]).toEqual([7, '2026-01-28 : 0', '2026-02-03 : 0'])
      expect([month.length, month[0], month.at(-1)]).toEqual([30, '2026-01-05 : 0', '2026-02-03 : 0'])
    },
  },
  {
    silence: 'The text of a day',
    choice: '`2026-01-31 : 5`',
    because: 'days need a name, and this is how times are written elsewhere',
    check: async (trial) => {
      await trial.deliver(established('zoe', '2026-01-31T12:00:00Z', '2026-01-31T13:00:00Z'))
      expect(await countsOf(trial, 'start_time=2026-01-31T09:00Z&end_time=2026-02-01T09:00Z')).toEqual([
        '2026-01-31 : 1',
        '2026-02-01 : 0',
      ])
    },
  },
  {
    silence: 'The zone of days',
    choice: 'UTC, however the times are written',
    because: 'every documented time is UTC',
    check: async (trial) => {
      const counts = await countsOf(trial, 'start_time=2026-02-02T01:00%2B08:00&end_time=2026-02-02T09:00%2B08:00')
      expect(counts).toEqual(['2026-02-01 : 0', '2026-02-02 : 0'])
    },
  },
  {
    silence: 'Future times, and times the wrong way round',
    choice: 'an end in the future is now; both on a later day give an empty list; a start after the end is a 400',
    because: 'nobody is online yet',
    check: all(
      async (trial) => {
        expect(await countsOf(trial, 'start_time=2026-02-02T00:00Z&end_time=2026-02-09T00:00Z')).toHaveLength(2)
        expect(await countsOf(trial, 'start_time=2026-02-04T00:00Z&end_time=2026-02-04T05:00Z')).toEqual([])
      },
      refuses(ONLINE, 'start_time', 'start_time=2026-02-02T00:01Z&end_time=2026-02-02T00:00Z'),
    ),
  },
  {
    silence: 'How long the window may be',
    choice: '400 days; a longer one is a 400 that names `start_time`',
    because: 'the answer has one text for each',
    check: all(
      takes(ONLINE, 'start_time=2025-01-01T00:00Z&end_time=2026-02-04T00:00Z'),
      refuses(ONLINE, 'start_time', 'start_time=2024-12-30T00:00Z&end_time=2026-02-04T00:00Z'),
    ),
  },
  {
    silence: 'Who is counted: "logged-in users"',
    choice:
      'a user once in every hour or day that a connection of the user touches; case is ignored, and no name is nobody',
    because: 'one user may have several connections',
    check: async (trial) => {
      await trial.deliver(
        established('zoe', '2026-02-02T00:30:00Z', '2026-02-02T01:30:00Z'),
        established('ZOE', '2026-02-02T01:40:00Z', '2026-02-02T01:50:00Z'),
        established('', '2026-02-02T02:10:00Z', '2026-02-02T02:20:00Z'),
      )
      expect(await countsOf(trial, THAT_DAY)).toEqual(['00:00 : 1', '01:00 : 1', '02:00 : 0', '03:00 : 0'])
    },
  },
  {
    silence: 'When a connection is online',
    choice:
      'from `connection_setup_time` to `connection_end_time`, both included, or until now; without a set-up time only one ' +
      'that ended and did not fail, from its start',
    because: 'an attempt that failed never was',
    check: async (trial) => {
      const at = (time: string): string => `2026-02-02T${time}Z`
      await trial.deliver(
        established('a', at('00:59:00'), at('02:00:00')),
        { user_name: 'b', connection_start_time: at('01:00:00'), connection_failure_reason: 'no' },
        { user_name: 'c', connection_start_time: at('01:00:00') },
        { user_name: 'd', connection_start_time: at('01:00:00'), connection_end_time: at('01:10:00') },
        established('e', at('03:00:00')),
      )
      expect(await countsOf(trial, THAT_DAY)).toEqual(['00:00 : 1', '01:00 : 2', '02:00 : 1', '03:00 : 1'])
    },
  },
]
