import { expect } from 'vitest'
import type { Check, Part } from '../../chapter.js'
import { failsWith } from '../../checks.js'
import { type Line, recordsOf } from '../../trial.js'

const LIST = '/v2/{project_id}/connections/desktops'

const TEXTS = {
  sid: 'S-1-5-21-1',
  transaction_id: 't1',
  computer_name: 'DESKTOP-7',
  user_name: 'zoe@example.test',
  terminal_mac: '00-ac-9c-c7-9a-df',
  terminal_name: 'laptop of zoe',
  terminal_ip: '10.0.0.7',
  client_version: '1.8.00005',
  terminal_type: 'Windows 10',
  agent_version: '1.8.00005.10546',
  desktop_ip: '10.0.1.7',
  source_ip: '10.0.0.8',
  public_ip: '192.0.2.7',
  enterprise_project_id: '0',
} as const

/** A record that is delivered so is answered so. */
function shows(line: Line): Check {
  return async (trial) => {
    await trial.deliver(line)
    expect(recordsOf(await trial.get(LIST))).toMatchObject([line])
  }
}

export const answer: Part = {
  title: 'Answer',
  facts: [
    {
      fact: 'The body has `total_count` and `records`, and nothing else',
      source: 'api.md 2',
      check: async (trial) => {
        expect(await trial.get(LIST)).toMatchObject({ status: 200 })
        expect((await trial.get(LIST)).body).toEqual({ total_count: 0, records: [] })
      },
    },
    {
      fact: '`total_count` is the number of matching records on all pages',
      source: 'api.md 2',
      check: async (trial) => {
        await trial.deliver({ user_name: 'zoe' }, { user_name: 'zoe' }, { user_name: 'bob' })
        expect((await trial.get(LIST, 'user_name=zoe&limit=1')).body).toMatchObject({ total_count: 2 })
        expect((await trial.get(LIST, 'limit=1&offset=2')).body).toMatchObject({ total_count: 3 })
      },
    },
    {
      fact: `Texts of a record: ${Object.keys(TEXTS)
        .map((name) => `\`${name}\``)
        .join(', ')}`,
      source: 'api.md 2',
      check: shows(TEXTS),
    },
    {
      fact: 'A record has `tenantId`, the only name in camel case',
      source: 'api.md 0, 2',
      check: async (trial) => {
        await trial.deliver({ ...TEXTS, tenantId: 'tenant-1', is_reconnect: true, network_rtt: 1, e2e_rtt: 2 })
        const [record = {}] = recordsOf(await trial.get(LIST))
        expect(record['tenantId']).toBe('tenant-1')
        expect(Object.keys(record).filter((name) => !/^[a-z0-9_]+$/.test(name))).toEqual(['tenantId'])
      },
    },
    {
      fact: 'Times of a record, in UTC with `Z`: `connection_start_time`, `connection_setup_time`, `connection_end_time`',
      source: 'api.md 2',
      check: async (trial) => {
        await trial.deliver({
          connection_start_time: '2026-02-03T10:02:47+08:00',
          connection_setup_time: '2026-02-03T10:02:49+08:00',
          connection_end_time: '2026-02-03T11:02:47+08:00',
        })
        expect(recordsOf(await trial.get(LIST))).toMatchObject([
          {
            connection_start_time: expect.stringMatching(/^2026-02-03T02:02:47.*Z$/),
            connection_setup_time: expect.stringMatching(/^2026-02-03T02:02:49.*Z$/),
            connection_end_time: expect.stringMatching(/^2026-02-03T03:02:47.*Z$/),
          },
        ])
      },
    },
    {
      fact: '`connection_end_time` is left out while the connection is open',
      source: 'api.md 2',
      check: async (trial) => {
        await trial.deliver({ connection_setup_time: '2026-02-03T10:30:02Z' })
        const [record] = recordsOf(await trial.get(LIST))
        expect(record).not.toHaveProperty('connection_end_time')
      },
    },
    {
      fact: 'A record has `is_reconnect`, a boolean',
      source: 'api.md 2',
      check: async (trial) => {
        await trial.deliver({ is_reconnect: true }, { is_reconnect: false })
        expect((await trial.get(LIST)).body).toMatchObject({
          records: [{ is_reconnect: true }, { is_reconnect: false }],
        })
      },
    },
    {
      fact: 'A record has `connection_failure_reason`, a text',
      source: 'api.md 2',
      check: shows({ connection_failure_reason: 'The desktop is off.' }),
    },
    {
      fact: '`connection_failure_reason` is absent in a success',
      source: 'api.md 2',
      check: async (trial) => {
        await trial.deliver({ connection_end_time: '2026-02-03T10:31:00Z' })
        const [record] = recordsOf(await trial.get(LIST))
        expect(record).not.toHaveProperty('connection_failure_reason')
      },
    },
    {
      fact: 'Integers of a record, of 32 bits: `network_rtt`, `e2e_rtt`',
      source: 'api.md 2',
      check: shows({ network_rtt: 2_147_483_647, e2e_rtt: 0 }),
    },
    {
      fact: 'Failures are 400, 401, 403, 405, 500 and 503',
      source: 'api.md 2',
      check: failsWith([400, 401, 403, 405, 500, 503], { method: 'GET', path: LIST, invalid: { query: '?limit=x' } }),
    },
  ],
}
