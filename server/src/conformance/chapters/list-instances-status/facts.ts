import { expect } from 'vitest'
import type { Fact, Part } from '../../chapter.js'
import { failsWith } from '../../checks.js'
import type { Json } from '../../send-as.js'
import type { Trial } from '../../trial.js'

const STATUS = '/v2/{project_id}/connections/status'

/** What is counted, in the words of the pages. */
const COUNTERS = {
  running_num: 'running, starting, failing over, migrating',
  stop_num: 'stopping, stopped',
  hibernate_num: 'hibernating, hibernated',
  other_num: 'unknown, deleting, deletion failed',
  attached_num: 'assigned',
  unattached_num: 'not assigned',
  cannot_attach_num: 'not assignable',
  in_process_num: 'being assigned or unassigned',
  in_use_num: 'in use',
  unregistered_num: 'not registered',
  ready_num: 'idle',
  disconnected_num: 'disconnected',
  unknown_num: 'unknown',
} as const

/** What is answered of the project. */
export async function statisticsOf(trial: Trial): Promise<Json> {
  const { status, body } = await trial.get(STATUS)
  expect([status, body]).toEqual([200, { statics: [expect.any(Object)] }])
  return (body['statics'] as Json[])[0] ?? {}
}

export const facts: Part = {
  title: 'Answer',
  facts: [
    {
      fact: 'There is no query',
      source: 'api.md 5',
      check: async (trial) => {
        const { status, headers } = await (await trial.anywhere()).get(STATUS, 'limit=x')
        expect([status, headers['x-deskledger-ignored']]).toEqual([200, 'limit'])
      },
    },
    {
      fact: 'The body is `{"statics": […]}`, spelled so, with an object for whatever is counted',
      source: 'api.md 5',
      check: async (trial) => void (await statisticsOf(trial)),
    },
    {
      fact: '`static_name`: what is counted, a text',
      source: 'api.md 5',
      check: async (trial) => {
        expect(await statisticsOf(trial)).toMatchObject({ static_name: expect.stringMatching(/./) })
      },
    },
    ...Object.entries(COUNTERS).map(
      ([name, meaning]): Fact => ({
        fact: `\`${name}\`, ${meaning}: an integer of 0 to 2147483647`,
        source: 'api.md 5',
        check: async (trial) => {
          const count = (await statisticsOf(await trial.anywhere()))[name]
          expect([Number.isInteger(count), Number(count) >= 0]).toEqual([true, true])
        },
      }),
    ),
    {
      fact: '`in_use_num` counts desktops in use, `ready_num` idle ones',
      source: 'api.md 5',
      check: async (trial) => {
        await trial.deliver(
          { computer_name: 'D-1', connection_setup_time: '2026-02-03T10:30:02Z' },
          { computer_name: 'D-2', connection_setup_time: '2026-02-03T10:30:02Z' },
          {
            computer_name: 'D-3',
            connection_setup_time: '2026-02-03T10:30:02Z',
            connection_end_time: '2026-02-03T10:31:00Z',
          },
        )
        expect(await statisticsOf(trial)).toMatchObject({ in_use_num: 2, ready_num: 1 })
      },
    },
    {
      fact: 'Failures are 400 and 401',
      source: 'api.md 5',
      check: failsWith([400, 401], { method: 'GET', path: STATUS, invalid: { query: '?x=1&x=1' } }),
    },
  ],
}
