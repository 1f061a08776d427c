import { expect } from 'vitest'
import type { Chapter } from '../../chapter.js'
import type { Json } from '../../send-as.js'
import { newName } from '../../serial.js'
import type { Trial } from '../../trial.js'

const PROJECTS = '/v3/projects'

/** The names of the projects that are answered. */
async function namesOf(trial: Trial, query: string): Promise<readonly unknown[]> {
  const { status, body } = await trial.get(PROJECTS, query)
  expect([query, status]).toEqual([query, 200])
  return (body['projects'] as Json[]).map(({ name }) => name)
}

async function refusesQuery(trial: Trial, parameter: string, ...queries: readonly string[]): Promise<void> {
  for (const query of queries) {
    const { status, body } = await trial.get(PROJECTS, query)
    const message = expect.stringMatching(new RegExp(`^${parameter} `))
    expect([query, status, body]).toEqual([query, 400, { error: { code: 400, message, title: 'Bad Request' } }])
  }
}

export const listProjects: Chapter = {
  subject: 'KeystoneListProjects',
  checks: 'chapters/look-ups/list-projects.ts',
  request: 'GET /v3/projects',
  parts: [
    {
      title: 'Parameters and answer',
      facts: [
        {
          fact: 'A client finds its project by `name`, the id of its region, and wants exactly one',
          source: 'api.md 10',
          check: async (trial) => {
            expect(await namesOf(trial, 'name=local-1')).toEqual(['local-1'])
          },
        },
        {
          fact:
            'A project has `id`, `name`, `domain_id`, `enabled`, `is_domain` false, `parent_id`, `description`, ' +
            '`links.self`; beside them stand `links`',
          source: 'api.md 10',
          check: async (trial) => {
            const { status, body } = await trial.get(PROJECTS, 'name=local-1')
            const [domain = {}] = (await trial.get('/v3/auth/domains')).body['domains'] as Json[]
            const links = { self: expect.stringMatching(/^http:\/\/.*\/v3\/projects$/), next: null, previous: null }
            const project = {
              id: expect.stringMatching(/^[0-9a-f]{32}$/),
              name: 'local-1',
              domain_id: domain['id'],
              enabled: true,
              is_domain: false,
              parent_id: domain['id'],
              description: expect.any(String),
              links: { self: expect.stringMatching(/\/v3\/projects\/[0-9a-f]{32}$/) },
            }
            expect([status, body]).toEqual([200, { projects: [project], links }])
          },
        },
        {
          fact: '`domain_id` and `parent_id` filter',
          source: 'api.md 10',
          check: async (trial) => {
            const [domain = {}] = (await trial.get('/v3/auth/domains')).body['domains'] as Json[]
            for (const name of ['domain_id', 'parent_id']) {
              expect(await namesOf(trial, `name=local-1&${name}=${domain['id']}`)).toEqual(['local-1'])
              expect(await namesOf(trial, `name=local-1&${name}=x`)).toEqual([])
            }
          },
        },
        {
          fact: '`enabled` and `is_domain` are `true` or `false` and filter',
          source: 'api.md 10',
          check: async (trial) => {
            expect(await namesOf(trial, 'name=local-1&enabled=true&is_domain=false')).toEqual(['local-1'])
            expect(await namesOf(trial, 'name=local-1&enabled=false')).toEqual([])
            expect(await namesOf(trial, 'name=local-1&is_domain=true')).toEqual([])
            await refusesQuery(trial, 'enabled', 'enabled=yes')
          },
        },
        {
          fact: '`page`, from 1, goes with `per_page`, 1 to 5000',
          source: 'api.md 10',
          check: async (trial) => {
            expect(await namesOf(trial, 'name=local-1&page=1&per_page=5000')).toEqual(['local-1'])
            expect(await namesOf(trial, 'name=local-1&page=2&per_page=1')).toEqual([])
            await refusesQuery(trial, 'page', 'page=0&per_page=1', 'per_page=1')
            await refusesQuery(trial, 'per_page', 'page=1', 'page=1&per_page=0', 'page=1&per_page=5001')
          },
        },
        {
          fact: 'The Node client sends the body `{}` with this GET and signs it',
          source: 'api.md 10',
          check: async (trial) => {
            const headers = { 'Content-Type': 'application/json' }
            expect((await trial.get(PROJECTS, 'name=local-1', { headers, body: '{}' })).status).toBe(200)
          },
        },
        {
          fact: 'Without a proof of identity it is a 401',
          source: 'api.md 10',
          check: async (trial) => {
            expect((await trial.get(PROJECTS, '', { as: 'nobody' })).status).toBe(401)
          },
        },
      ],
    },
  ],
  choices: [
    {
      silence: 'Which projects are listed',
      choice: 'those in which the caller may do anything at all',
      because: 'others could not be used',
      check: async (trial) => {
        const { key } = await trial.user('workspace_read_only_access')
        const { body } = await trial.get(PROJECTS, '', { as: key })
        expect(body).toMatchObject({ projects: [{ id: await trial.projectId() }] })
        expect((body['projects'] as Json[]).length).toBe(1)
      },
    },
  ],
  differences: [
    {
      published: '`POST /v3/projects` makes a project when the Node client finds none',
      source: 'api.md 10',
      here: '405; projects are made by `POST /admin/v1/projects`',
      because: 'a client with a wrong region should not make projects',
      check: async (trial) => {
        const { status, headers } = await trial.post(PROJECTS, { project: { name: newName() } })
        expect([status, headers.allow]).toEqual([405, 'GET'])
      },
    },
  ],
}
