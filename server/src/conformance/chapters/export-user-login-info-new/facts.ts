import { expect } from 'vitest'
import type { Fact, Part } from '../../chapter.js'
import { all, exportedAtOnce, failsWith, finds, refuses, takes } from '../../checks.js'
import { THREE_RECORDS } from '../../three-records.js'

const EXPORT = '/v2/{project_id}/connections/desktops/export'

export const facts: Part = {
  title: 'Parameters and answer',
  facts: [
    {
      fact: 'The export is synchronous: the body of the 200 is the file',
      source: 'api.md 3',
      check: async (trial) => {
        await trial.deliver({ user_name: 'zoe' })
        const { status, bytes } = await trial.get(EXPORT, 'format=csv&columns=user_name')
        expect([status, bytes.toString()]).toEqual([200, '\ufeffConnected User\r\nzoe\r\n'])
        expect((await trial.get('/v2/{project_id}/export-tasks')).body).toMatchObject({ count: 0 })
      },
    },
    { fact: 'Every parameter is optional', source: 'api.md 3', check: takes(EXPORT, '') },
    {
      fact: '`start_time` and `end_time` are minutes in UTC: `2016-08-20T21:11Z`',
      source: 'api.md 0, 3',
      check: takes(EXPORT, 'start_time=2016-08-20T21:11Z&end_time=2016-08-21T21:11Z'),
    },
    {
      fact: '`start_time` and `end_time`: only records between them',
      source: 'api.md 3',
      check: finds(exportedAtOnce, THREE_RECORDS, {
        'start_time=2026-02-03T07:01Z&end_time=2026-02-03T09:00Z': ['t2'],
      }),
    },
    {
      fact: 'Each of `start_time` and `end_time` is mandatory when the other is given',
      source: 'api.md 3',
      check: all(
        refuses(EXPORT, 'start_time', 'end_time=2026-02-03T10:00Z'),
        refuses(EXPORT, 'end_time', 'start_time=2026-02-03T10:00Z'),
      ),
    },
    {
      fact: '`user_name`, `computer_name`, `terminal_type` filter',
      source: 'api.md 3',
      check: finds(exportedAtOnce, THREE_RECORDS, {
        'user_name=zoe@a.test': ['t1'],
        'computer_name=D-2': ['t2'],
        'terminal_type=WI': ['t1', 't2'],
      }),
    },
    ...['user_name', 'computer_name', 'terminal_type'].map(
      (name): Fact => ({
        fact: `\`${name}\` has 0 to 255 characters`,
        source: 'api.md 3',
        check: all(
          takes(EXPORT, `${name}=`, `${name}=${'x'.repeat(255)}`),
          refuses(EXPORT, name, `${name}=${'x'.repeat(256)}`),
        ),
      }),
    ),
    {
      fact: '`language` is `zh_CN` or `en_US`; English by default',
      source: 'api.md 3',
      check: async (trial) => {
        const titles = async (query: string) =>
          (await trial.get(EXPORT, `${query}&format=csv&columns=computer_name`)).bytes.toString()
        expect(await titles('language=zh_CN')).toBe('\ufeff桌面名称\r\n')
        expect(await titles('language=en_US')).toBe('\ufeffDesktop Name\r\n')
        expect(await titles('')).toBe('\ufeffDesktop Name\r\n')
      },
    },
    {
      fact: 'There is no paging, and there are no latency filters',
      source: 'api.md 3',
      check: async (trial) => {
        await trial.deliver({ e2e_rtt: 1, network_rtt: 1 }, {})
        const unknown = ['offset=1', 'limit=1', 'min_e2e_rtt=9', 'max_network_rtt=0']
        const query = [...unknown, 'format=csv', 'columns=transaction_id'].join('&')
        const { headers, bytes } = await trial.get(EXPORT, query)
        expect(bytes.toString()).toBe('\ufeffTransaction ID\r\nt1\r\nt2\r\n')
        expect(headers['x-deskledger-ignored']).toBe('offset,limit,min_e2e_rtt,max_network_rtt')
      },
    },
    {
      fact: 'Failures are 400, 401, 403, 405, 500 and 503',
      source: 'api.md 3',
      check: failsWith([400, 401, 403, 405, 500, 503], {
        method: 'GET',
        path: EXPORT,
        invalid: { query: '?start_time=x' },
      }),
    },
  ],
}
