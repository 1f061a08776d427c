import { expect } from 'vitest'
import type { Fact, Part } from '../../chapter.js'
import { all, exported, finds, refuses, takes } from '../../checks.js'
import { THREE_RECORDS } from '../../three-records.js'

const EXPORT = '/v3/{project_id}/desktops/connections/export'
const TASKS = '/v2/{project_id}/export-tasks'

export const parameters: Part = {
  title: 'Parameters',
  facts: [
    { fact: 'Every parameter is optional, and there is no body', source: 'api.md 1', check: takes(EXPORT, '') },
    {
      fact: '`start_time` and `end_time` are seconds in UTC: `2016-08-20T21:11:11Z`',
      source: 'api.md 0, 1',
      check: takes(EXPORT, 'start_time=2026-01-20T21:11:11Z', 'end_time=2026-01-20T21:11:11Z'),
    },
    {
      fact: '`start_time`: only records after this time',
      source: 'api.md 1',
      check: finds(exported, THREE_RECORDS, { 'start_time=2026-02-03T08:00:31Z': ['t1'] }),
    },
    {
      fact: '`end_time`: only records before this time',
      source: 'api.md 1',
      check: finds(exported, THREE_RECORDS, { 'end_time=2026-02-03T08:00:29Z': ['t3'] }),
    },
    {
      fact: 'At most the last 30 days are exported',
      source: 'api.md 1',
      check: finds(
        exported,
        [{ connection_start_time: '2026-01-04T10:30:01Z' }, { connection_start_time: '2026-01-04T10:29:59Z' }],
        { '': ['t1'] },
      ),
    },
    ...['start_time', 'end_time'].map(
      (name): Fact => ({
        fact: `\`${name}\` lies in the last 30 days`,
        source: 'api.md 1',
        check: all(
          takes(EXPORT, `${name}=2026-01-04T10:30:00Z`),
          refuses(EXPORT, name, `${name}=2026-01-04T10:24:59Z`, `${name}=2025-12-31T00:00:00Z`),
        ),
      }),
    ),
    {
      fact: '`user_name`: the user who logged in to the desktop',
      source: 'api.md 1',
      check: finds(exported, THREE_RECORDS, { 'user_name=bob@b.test': ['t2'] }),
    },
    {
      fact: '`computer_name`: the computer name as the guest shows it',
      source: 'api.md 1',
      check: finds(exported, THREE_RECORDS, { 'computer_name=D-1': ['t1'] }),
    },
    {
      fact: '`terminal_type`: the terminal OS type, fuzzy',
      source: 'api.md 1',
      check: finds(exported, THREE_RECORDS, { 'terminal_type=dows': ['t2'] }),
    },
    {
      fact: '`enterprise_project_id`: the enterprise project, at most 36 of `a-z A-Z 0-9 _ -`',
      source: 'api.md 1',
      check: all(
        finds(exported, THREE_RECORDS, { 'enterprise_project_id=a-1': ['t1'] }),
        takes(EXPORT, `enterprise_project_id=${'A'.repeat(36)}`),
        refuses(
          EXPORT,
          'enterprise_project_id',
          `enterprise_project_id=${'A'.repeat(37)}`,
          'enterprise_project_id=a%20',
        ),
      ),
    },
    {
      fact: '`public_ip`: egress IP of the client',
      source: 'api.md 1',
      check: finds(exported, THREE_RECORDS, { 'public_ip=192.0.2.1': ['t1'] }),
    },
    {
      fact: '`domain`: a domain name',
      source: 'api.md 1',
      check: finds(exported, THREE_RECORDS, { 'domain=b.test': ['t2'] }),
    },
    ...['min_e2e_rtt', 'max_e2e_rtt'].map(
      (name): Fact => ({
        fact: `\`${name}\` is 0 to 10000`,
        source: 'api.md 1',
        check: all(takes(EXPORT, `${name}=0`, `${name}=10000`), refuses(EXPORT, name, `${name}=10001`, `${name}=-1`)),
      }),
    ),
    {
      fact: '`min_e2e_rtt` and `max_e2e_rtt`: smallest and largest end-to-end latency',
      source: 'api.md 1',
      check: finds(exported, THREE_RECORDS, { 'min_e2e_rtt=6&max_e2e_rtt=499': ['t2'] }),
    },
    ...['user_name', 'computer_name', 'terminal_type'].map(
      (name): Fact => ({
        fact: `\`${name}\` has at most 255 characters, as in siblings`,
        source: 'api.md 1',
        check: all(takes(EXPORT, `${name}=${'x'.repeat(255)}`), refuses(EXPORT, name, `${name}=${'x'.repeat(256)}`)),
      }),
    ),
    {
      fact: '`language` is `zh_CN` or `en_US`, the language of the file; English by default',
      source: 'api.md 1',
      check: async (trial) => {
        const titles = async (query: string) =>
          (await trial.exportedFile(`${query}&format=csv&columns=computer_name`)).toString()
        expect(await titles('language=zh_CN')).toBe('\ufeff桌面名称\r\n')
        expect(await titles('')).toBe('\ufeffDesktop Name\r\n')
        await takes(EXPORT, 'language=en_US')(trial)
      },
    },
  ],
}

export const answer: Part = {
  title: 'Answer',
  facts: [
    {
      fact: 'The body is `{"task_id": "…"}`, a text of 1 to 64 characters',
      source: 'api.md 1',
      check: async (trial) => {
        const { status, body } = await (await trial.anywhere()).get(EXPORT)
        expect([status, body]).toEqual([200, { task_id: expect.stringMatching(/^.{1,64}$/) }])
      },
    },
    {
      fact: 'The export is asynchronous: ask ListExportTasks with the task id, then DownloadExportFile',
      source: 'api.md 1, 6',
      check: async (trial) => {
        await trial.deliver({ user_name: 'zoe' })
        const taskId = await trial.ask('format=csv&columns=user_name')
        expect(await trial.ended(taskId)).toMatchObject({ task_id: taskId, status: 'SUCCESS' })
        const { status, bytes } = await trial.get(`${TASKS}/${taskId}/download`)
        expect([status, bytes.toString()]).toEqual([200, '\ufeffConnected User\r\nzoe\r\n'])
      },
    },
    {
      fact: 'No action of a policy is required: whoever is granted anything in the project may export',
      source: 'auth.md 5.3',
      check: async (trial) => {
        const stranger = await trial.user()
        expect((await trial.get(EXPORT, '', { as: stranger.key })).status).toBe(403)
        const granted = await trial.user('workspace_desktops_manager')
        expect((await trial.get(EXPORT, '', { as: granted.key })).status).toBe(200)
      },
    },
  ],
}
