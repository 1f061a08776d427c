import { expect } from 'vitest'
import type { Fact, Part } from '../../chapter.js'
import { all, finds, listed, refuses, takes } from '../../checks.js'
import { THREE_RECORDS } from '../../three-records.js'

const LIST = '/v2/{project_id}/connections/desktops'
const LONGEST = 'x'.repeat(255)

export const parameters: Part = {
  title: 'Parameters',
  facts: [
    { fact: 'Every parameter is optional', source: 'api.md 2', check: takes(LIST, '') },
    {
      fact: '`start_time` and `end_time` are minutes in UTC: `2016-08-20T21:11Z`',
      source: 'api.md 0, 2',
      check: takes(LIST, 'start_time=2016-08-20T21:11Z&end_time=2016-08-21T21:11Z'),
    },
    {
      fact: '`start_time`: only records after this time',
      source: 'api.md 2',
      check: finds(listed, THREE_RECORDS, {
        'start_time=2026-02-03T08:00Z&end_time=2026-02-03T10:00Z': ['t1', 't2'],
        'start_time=2026-02-03T08:01Z&end_time=2026-02-03T10:00Z': ['t1'],
      }),
    },
    {
      fact: '`end_time`: only records before this time',
      source: 'api.md 2',
      check: finds(listed, THREE_RECORDS, {
        'start_time=2026-02-03T07:00Z&end_time=2026-02-03T08:01Z': ['t2', 't3'],
        'start_time=2026-02-03T07:00Z&end_time=2026-02-03T08:00Z': ['t3'],
      }),
    },
    {
      fact: '`start_time` is mandatory when `end_time` is given',
      source: 'api.md 2',
      check: refuses(LIST, 'start_time', 'end_time=2026-02-03T10:00Z'),
    },
    {
      fact: '`end_time` is mandatory when `start_time` is given',
      source: 'api.md 2',
      check: refuses(LIST, 'end_time', 'start_time=2026-02-03T10:00Z'),
    },
    {
      fact: '`user_name`: the desktop user',
      source: 'api.md 2',
      check: finds(listed, THREE_RECORDS, { 'user_name=zoe@a.test': ['t1'] }),
    },
    {
      fact: '`computer_name`: the computer name',
      source: 'api.md 2',
      check: finds(listed, THREE_RECORDS, { 'computer_name=D-2': ['t2'] }),
    },
    {
      fact: '`terminal_type`: the terminal system type',
      source: 'api.md 2',
      check: finds(listed, THREE_RECORDS, { 'terminal_type=Windows%2010': ['t2'] }),
    },
    {
      fact: '`enterprise_project_id`: the enterprise project',
      source: 'api.md 2',
      check: finds(listed, THREE_RECORDS, { 'enterprise_project_id=b_2': ['t2'] }),
    },
    {
      fact: '`public_ip`: egress IP of the terminal',
      source: 'api.md 2',
      check: finds(listed, THREE_RECORDS, { 'public_ip=192.0.2.1': ['t1'] }),
    },
    ...['user_name', 'computer_name', 'terminal_type'].map(
      (name): Fact => ({
        fact: `\`${name}\` has 0 to 255 characters`,
        source: 'api.md 2',
        check: all(takes(LIST, `${name}=`, `${name}=${LONGEST}`), refuses(LIST, name, `${name}=${LONGEST}x`)),
      }),
    ),
    {
      fact: '`offset` is the number of records to skip',
      source: 'api.md 0, 2',
      check: finds(listed, THREE_RECORDS, { 'offset=0': ['t1', 't2', 't3'], 'offset=1': ['t2', 't3'], 'offset=3': [] }),
    },
    {
      fact: '`offset` is 0 to 2147483646 and starts at 0',
      source: 'api.md 2',
      check: all(
        finds(listed, THREE_RECORDS, { 'offset=2147483646': [], '': ['t1', 't2', 't3'] }),
        refuses(LIST, 'offset', 'offset=2147483647', 'offset=-1'),
      ),
    },
    {
      fact: '`limit` is the page size',
      source: 'api.md 0, 2',
      check: finds(listed, THREE_RECORDS, { 'limit=1': ['t1'], 'limit=2&offset=1': ['t2', 't3'] }),
    },
    {
      fact: '`limit` is 0 to 1000',
      source: 'api.md 2',
      check: all(takes(LIST, 'limit=0', 'limit=1000'), refuses(LIST, 'limit', 'limit=1001', 'limit=-1')),
    },
    {
      fact: '`limit` is 20 by default',
      source: 'api.md 2',
      check: async (trial) => {
        await trial.deliver(...Array.from({ length: 21 }, () => ({})))
        expect(await listed(trial, '')).toHaveLength(20)
      },
    },
    ...['min_network_rtt', 'max_network_rtt'].map(
      (name): Fact => ({
        fact: `\`${name}\` is 0 to 10000`,
        source: 'api.md 2',
        check: all(takes(LIST, `${name}=0`, `${name}=10000`), refuses(LIST, name, `${name}=10001`, `${name}=-1`)),
      }),
    ),
    {
      fact: '`min_network_rtt` and `max_network_rtt`: smallest and largest latency',
      source: 'api.md 2',
      check: finds(listed, THREE_RECORDS, {
        'min_network_rtt=6': ['t2', 't3'],
        'max_network_rtt=499': ['t1', 't2'],
        'min_network_rtt=6&max_network_rtt=499': ['t2'],
      }),
    },
  ],
}
