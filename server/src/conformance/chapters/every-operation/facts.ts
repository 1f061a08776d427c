import { expect } from 'vitest'
import type { Part } from '../../chapter.js'
import { all, fails, finds, listed } from '../../checks.js'
import type { Json } from '../../send-as.js'
import { tokenFor } from '../../sign-in.js'

const LIST = '/v2/{project_id}/connections/desktops'
const EXPORT = '/v3/{project_id}/desktops/connections/export'
const ANSWERS = [LIST, `${LIST}/export?limit=x&start_time=x`, '/v2/{project_id}/export-tasks', EXPORT] as const

/** Every name in a body, also in those inside. */
function namesIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(namesIn)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => [name, ...namesIn(inner)])
}

export const requests: Part = {
  title: 'Requests',
  facts: [
    {
      fact: 'Paths begin with the version; there is no prefix',
      source: 'api.md 0',
      check: all(
        async (trial) => {
          for (const path of [LIST, EXPORT]) expect((await trial.get(path)).status).toBe(200)
        },
        fails('GET', `/workspace${LIST}`, [404, 'APIGW.0101']),
      ),
    },
    {
      fact: 'A request is authenticated by `X-Auth-Token` or by a signature',
      source: 'api.md 0',
      check: async (trial) => {
        const token = await tokenFor(trial)
        expect((await trial.get(LIST, '', { as: { token } })).status).toBe(200)
        expect((await trial.get(LIST)).status).toBe(200)
        expect((await trial.get(LIST, '', { as: 'nobody' })).status).toBe(401)
      },
    },
    {
      fact: '`project_id` in the path has 1 to 255 characters',
      source: 'api.md 0',
      check: all(
        fails('GET', LIST.replace('{project_id}', 'x'.repeat(255)), [403, 'WKS.00081102']),
        fails('GET', LIST.replace('{project_id}', 'x'.repeat(256)), [400, 'WKS.00211102']),
        fails('GET', LIST.replace('{project_id}', ''), [400, 'WKS.00211102']),
      ),
    },
    {
      fact: 'A GET may have `Content-Type: application/json`, as SDKs send it',
      source: 'api.md 0',
      check: async (trial) => {
        const headers = { 'Content-Type': 'application/json' }
        expect((await trial.get(LIST, '', { headers })).status).toBe(200)
      },
    },
    {
      fact: 'Lists are paged by `offset`, the number of records to skip from 0, and `limit`, the page size',
      source: 'api.md 0',
      check: finds(listed, [{}, {}, {}], { 'offset=0&limit=2': ['t1', 't2'], 'offset=1&limit=1': ['t2'] }),
    },
  ],
}

export const answers: Part = {
  title: 'Answers',
  facts: [
    {
      fact: 'Every answer carries `X-Request-Id`',
      source: 'api.md 0',
      check: async (trial) => {
        const ids = new Set<unknown>()
        for (const path of [...ANSWERS, '/nowhere']) ids.add((await trial.get(path)).headers['x-request-id'])
        expect([...ids]).toEqual(Array(5).fill(expect.stringMatching(/^[0-9a-f]{32}$/)))
      },
    },
    {
      fact: 'Names in bodies are in snake case, but for `tenantId`',
      source: 'api.md 0',
      check: async (trial) => {
        await trial.deliver({ tenantId: 'x', user_name: 'zoe' })
        const bodies: Json[] = []
        for (const path of [...ANSWERS, '/v2/{project_id}/connections/status'])
          bodies.push((await trial.get(path)).body)
        const names = new Set(bodies.flatMap(namesIn))
        expect([...names].filter((name) => !/^[a-z0-9]+(_[a-z0-9]+)*$/.test(name))).toEqual(['tenantId'])
        expect(names.size).toBeGreaterThan(20)
      },
    },
    {
      fact: 'A failure has `error_code` and `error_msg` in its body',
      source: 'api.md 0',
      check: async (trial) => {
        expect((await trial.get(LIST, 'limit=x')).body).toMatchObject({
          error_code: 'WKS.00211102',
          error_msg: expect.stringMatching(/^limit /),
        })
      },
    },
  ],
}
