import { expect } from 'vitest'
import type { Choice } from '../../chapter.js'
import type { Json } from '../../send-as.js'
import { statisticsOf } from './facts.js'

const STARTED = { connection_start_time: '2026-02-03T09:00:00Z', connection_setup_time: '2026-02-03T09:00:02Z' }
const LATER = { connection_start_time: '2026-02-03T10:00:00Z', connection_setup_time: '2026-02-03T10:00:02Z' }
const ENDED = { connection_end_time: '2026-02-03T10:10:00Z' }

export const choices: readonly Choice[] = [
  {
    silence: 'What there is an entry for; the pages name VM and desktop groups',
    choice: 'the project, with its name as `static_name`',
    because: 'groups are not known here',
    check: async (trial) => {
      const id = await trial.projectId()
      const projects = (await trial.get('/v3/projects')).body['projects'] as Json[]
      const name = projects.find((project) => project['id'] === id)?.['name']
      expect(await statisticsOf(trial)).toMatchObject({ static_name: name })
    },
  },
  {
    silence: 'What connection records do not tell',
    choice: 'its counter is 0',
    because: 'records tell of desktops only what happened on them',
    check: async (trial) => {
      await trial.deliver({ ...STARTED, computer_name: 'D-1' })
      const { static_name: _name, in_use_num, ...others } = await statisticsOf(trial)
      expect([in_use_num, ...Object.values(others)]).toEqual([1, ...Array(12).fill(0)])
    },
  },
  {
    silence: 'When a desktop is in use or idle',
    choice: 'in use when its latest connection is open, idle when it is not but there was one',
    because: 'what happened last is what is so',
    check: async (trial) => {
      await trial.deliver(
        { ...STARTED, computer_name: 'D-1' },
        { ...LATER, ...ENDED, computer_name: 'D-1' },
        { ...STARTED, ...ENDED, computer_name: 'D-2' },
        { ...LATER, computer_name: 'D-2' },
      )
      expect(await statisticsOf(trial)).toMatchObject({ in_use_num: 1, ready_num: 1 })
    },
  },
  {
    silence: 'Which connection is the latest',
    choice: 'the one that started last, of equal starts the one with the greatest `transaction_id`',
    because: 'the answer must not depend on the order of delivery',
    check: async (trial) => {
      await trial.deliver(
        { ...STARTED, transaction_id: 'b', computer_name: 'D-1' },
        { ...STARTED, ...ENDED, transaction_id: 'a', computer_name: 'D-1' },
      )
      expect(await statisticsOf(trial)).toMatchObject({ in_use_num: 1, ready_num: 0 })
    },
  },
  {
    silence: 'What a desktop is',
    choice: 'a computer name, ignoring case, else a SID; records with neither are left out',
    because: 'these are what records name desktops by',
    check: async (trial) => {
      await trial.deliver(
        { ...STARTED, computer_name: 'D-1' },
        { ...LATER, computer_name: 'd-1' },
        { ...LATER, sid: 'S-1' },
        { ...LATER },
      )
      expect(await statisticsOf(trial)).toMatchObject({ in_use_num: 2, ready_num: 0 })
    },
  },
  {
    silence: 'When a connection is open',
    choice: 'without an end, unless it failed: a failure reason and never established',
    because: 'a connection whose end was never delivered is taken for open',
    check: async (trial) => {
      await trial.deliver(
        { ...STARTED, computer_name: 'D-1', connection_failure_reason: 'broke off later' },
        { connection_start_time: '2026-02-03T09:00:00Z', computer_name: 'D-2', connection_failure_reason: 'no' },
        { connection_start_time: '2026-02-03T09:00:00Z', computer_name: 'D-3' },
      )
      expect(await statisticsOf(trial)).toMatchObject({ in_use_num: 2, ready_num: 1 })
    },
  },
  {
    silence: 'The action: none on an older page',
    choice: '`workspace:desktops:getConnectStatus` is demanded',
    because: 'the newer pages name it',
    check: async (trial) => {
      const path = '/v2/{project_id}/connections/status'
      const [reader, agent] = [await trial.user('workspace_read_only_access'), await trial.user('deskledger_ingest')]
      expect((await trial.get(path, '', { as: reader.key })).status).toBe(200)
      expect((await trial.get(path, '', { as: agent.key })).status).toBe(403)
    },
  },
  {
    silence: '`error_detail` and `encoded_authorization_message` of a failure, which are optional',
    choice: 'they are left out',
    because: 'the message says it in clear, and there is no service that would decode the other',
    check: async (trial) => {
      const { body } = await trial.get('/v2/{project_id}/connections/status', '', { as: 'nobody' })
      expect(Object.keys(body).sort()).toEqual(['error_code', 'error_msg', 'request_id'])
    },
  },
]
