import { expect } from 'vitest'
import type { Choice, Difference } from '../../chapter.js'
import { all, finds, listed, takes } from '../../checks.js'
import { recordsOf } from '../../trial.js'

const LIST = '/v2/{project_id}/connections/desktops'

export const choices: readonly Choice[] = [
  {
    silence: 'Without both times',
    choice: 'all records are listed; there is no window',
    because: 'a window is published for the export only',
    check: finds(listed, [{ connection_start_time: '1999-01-01T00:00:00Z' }, {}], { '': ['t2', 't1'] }),
  },
  {
    silence: 'The order of records',
    choice: 'newest `connection_start_time` first, equal times by `transaction_id`',
    because: 'pages must neither skip nor repeat',
    check: finds(
      listed,
      [
        { connection_start_time: '2026-02-03T08:00:00Z', transaction_id: 'b' },
        { connection_start_time: '2026-02-03T09:00:00Z', transaction_id: 'c' },
        { connection_start_time: '2026-02-03T08:00:00Z', transaction_id: 'a' },
      ],
      { '': ['c', 'a', 'b'], 'limit=1&offset=1': ['a'] },
    ),
  },
  {
    silence: 'Records that arrive between two pages',
    choice: 'each page is of one state of the ledger; arrivals move later pages, unless `end_time` is fixed',
    because: 'a page says what is so when it is asked for',
    check: async (trial) => {
      const until = 'start_time=2026-02-03T00:00Z&end_time=2026-02-03T09:00Z&limit=1&offset=1'
      await trial.deliver(
        { connection_start_time: '2026-02-03T08:00:00Z' },
        { connection_start_time: '2026-02-03T07:00:00Z' },
      )
      expect([await listed(trial, 'limit=1&offset=1'), await listed(trial, until)]).toEqual([['t2'], ['t2']])
      await trial.deliver({ transaction_id: 'newer' })
      expect([await listed(trial, 'limit=1&offset=1'), await listed(trial, until)]).toEqual([['t1'], ['t2']])
    },
  },
  {
    silence: '`limit` 0, and an older page that says 0 to 100',
    choice: '0 answers only `total_count`; 1000 is the most',
    because: 'the newer pages and the SDKs say 0 to 1000',
    check: all(
      async (trial) => {
        await trial.deliver({}, {})
        expect((await trial.get(LIST, 'limit=0')).body).toEqual({ total_count: 2, records: [] })
      },
      takes(LIST, 'limit=101'),
    ),
  },
  {
    silence: 'Fields that are not known; siblings send an empty text',
    choice: 'they are absent, never null or empty',
    because: 'every field is optional in the SDK models, and none is nullable',
    check: async (trial) => {
      await trial.deliver({})
      const start = trial.now.toISOString()
      expect((await trial.get(LIST)).body).toEqual({
        total_count: 1,
        records: [{ transaction_id: 't1', connection_start_time: start }],
      })
    },
  },
  {
    silence: '`tenantId`, which is said not to be shown externally',
    choice: 'it is shown when it was delivered',
    because: 'whoever delivers it wants it back',
    check: async (trial) => {
      await trial.deliver({ tenantId: 'x' })
      expect((await trial.get(LIST)).body).toMatchObject({ records: [{ tenantId: 'x' }] })
    },
  },
  {
    silence: 'The domain of a record',
    choice: 'a delivered `domain` is filtered by and not shown; this list takes the filter `domain`, too',
    because: 'the published Record has no such field, and what can be exported should be listed',
    check: async (trial) => {
      await trial.deliver({ domain: 'corp' }, {})
      expect(await listed(trial, 'domain=corp')).toEqual(['t1'])
      const [record] = recordsOf(await trial.get(LIST))
      expect(record).not.toHaveProperty('domain')
    },
  },
  {
    silence: '`min_network_rtt` and `max_network_rtt`, whose text says end-to-end',
    choice: 'they compare `network_rtt`',
    because: 'a record has both values, and the name says which',
    check: finds(
      listed,
      [
        { network_rtt: 5, e2e_rtt: 500 },
        { network_rtt: 500, e2e_rtt: 5 },
      ],
      {
        'min_network_rtt=100': ['t2'],
        'max_network_rtt=100': ['t1'],
      },
    ),
  },
  {
    silence: '`terminal_type`: the text says that only `WI` is supported',
    choice: 'any part of any type is taken, ignoring case',
    because: 'examples of records hold `Windows 10`',
    check: finds(listed, [{ terminal_type: 'Windows 10' }, { terminal_type: 'Mac' }], {
      'terminal_type=WI': ['t1'],
      'terminal_type=mac': ['t2'],
    }),
  },
]

export const differences: readonly Difference[] = [
  {
    published: 'Texts of a record have at most 255 characters',
    source: 'api.md 2',
    here: 'they are as long as they were delivered; `transaction_id` has at most 255',
    because: 'the ledger keeps text exactly as it came',
    check: async (trial) => {
      await trial.deliver({ user_name: 'x'.repeat(256) })
      expect(recordsOf(await trial.get(LIST))).toMatchObject([{ user_name: 'x'.repeat(256) }])
    },
  },
  {
    published: 'Times of records have whole seconds, in the only example',
    source: 'api.md 0',
    here: 'they have milliseconds: `2020-04-24T03:02:47.000Z`',
    because: 'records are kept to the millisecond, and a time that is answered has to find its record again',
    check: async (trial) => {
      await trial.deliver({ connection_start_time: '2020-04-24T03:02:47Z' })
      expect((await trial.get(LIST)).body).toMatchObject({
        records: [{ connection_start_time: '2020-04-24T03:02:47.000Z' }],
      })
    },
  },
]
