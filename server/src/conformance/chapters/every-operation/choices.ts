import { expect } from 'vitest'
import type { Choice } from '../../chapter.js'
import { all, fails, finds, listed, refuses, takes } from '../../checks.js'

const LIST = '/v2/{project_id}/connections/desktops'
const EXPORT = '/v3/{project_id}/desktops/connections/export'
const TASKS = '/v2/{project_id}/export-tasks'
const LONGEST = 'é'.repeat(255)

export const choices: readonly Choice[] = [
  {
    silence: '`Content-Type` of a GET, required on some pages and absent on others',
    choice: 'it is not demanded',
    because: 'SDKs can switch it off',
    check: takes(LIST, ''),
  },
  {
    silence: '`{project_id}` left in the path, as SDKs send it without a project id',
    choice: 'a 400 that says so',
    because: 'a 404 would send people looking for a wrong address',
    check: async (trial) => {
      for (const id of ['%7Bproject_id%7D', '%257Bproject_id%257D'.replaceAll('%25', '%')]) {
        const { status, body } = await trial.get(LIST.replace('{project_id}', id), '', { as: 'nobody' })
        expect([status, body['error_code']]).toEqual([400, 'WKS.00211102'])
        expect(body['error_msg']).toMatch(/^project_id .*the client has no project id/)
      }
    },
  },
  {
    silence: '`X-Project-Id` and `X-Domain-Id`, which SDKs send and sign',
    choice: 'they prove nothing, and have to be the project of the path and the account of the caller, else 403',
    because: 'a request that contradicts itself is a mistake',
    check: async (trial) => {
      const project = await trial.projectId()
      const { body } = await trial.get('/v3/auth/domains')
      const [{ id } = { id: '' }] = body['domains'] as { id: string }[]
      const statusWith = async (headers: Record<string, string>) => (await trial.get(LIST, '', { headers })).status
      expect(await statusWith({ 'X-Project-Id': project, 'X-Domain-Id': id })).toBe(200)
      expect(await statusWith({ 'X-Project-Id': 'f'.repeat(32) })).toBe(403)
      expect(await statusWith({ 'X-Domain-Id': 'another' })).toBe(403)
    },
  },
  {
    silence: 'Unknown query parameters',
    choice: 'they are ignored, and named in the header `X-Deskledger-Ignored`; names are case-sensitive',
    because: 'newer clients work, and a misspelt filter can be noticed',
    check: async (trial) => {
      await trial.deliver({ user_name: 'zoe' })
      const { headers, body } = await trial.get(LIST, 'User_name=bob&limit=1&x=')
      expect([headers['x-deskledger-ignored'], body['total_count']]).toEqual(['User_name,x', 1])
    },
  },
  {
    silence: 'A parameter that is sent twice, with brackets, or with another name than `A-Z a-z 0-9 _ - .` make',
    choice: 'a 400',
    because: 'readers disagree about what it means',
    check: all(
      refuses(LIST, 'limit', 'limit=1&limit=1', 'limit=1&offset=0&limit=2'),
      refuses(LIST, 'user_name\\[\\]', 'user_name[]=a', 'user_name%5B%5D=a'),
      refuses(LIST, 'user name', 'user%20name=a'),
      refuses(LIST, 'query', '=a'),
    ),
  },
  {
    silence: 'An empty value, like `?user_name=` or `?user_name`',
    choice: 'it counts as absent for text and choices; an empty number, time or boolean is a 400',
    because: 'clients send what people left empty, and nobody means an empty number',
    check: all(
      finds(listed, [{ user_name: 'zoe' }, {}], { 'user_name=': ['t1', 't2'], user_name: ['t1', 't2'] }),
      takes(TASKS, 'status=', 'file_name'),
      refuses(LIST, 'limit', 'limit=', 'limit'),
      refuses(LIST, 'start_time', 'start_time=&end_time=2026-02-03T10:00Z'),
      refuses(TASKS, 'is_download', 'is_download='),
    ),
  },
  {
    silence: 'How numbers and booleans are written',
    choice: 'plain digits, without sign, fraction, exponent or leading zero; `true` and `false`',
    because: 'engines and languages read anything else differently',
    check: all(
      refuses(LIST, 'limit', ...['%2B1', '1.0', '1e1', '01', '0x10', '1_000', '%201'].map((text) => `limit=${text}`)),
      refuses(TASKS, 'is_download', ...['TRUE', 'True', '1', 'yes'].map((text) => `is_download=${text}`)),
    ),
  },
  {
    silence: 'How text is compared',
    choice: 'as sent, not trimmed; `%`, `_` and `*` are ordinary characters; 255 characters at most',
    because: 'a filter finds what it says',
    check: all(
      finds(listed, [{ user_name: 'a_b' }, { user_name: 'axb' }, { user_name: ' a_b' }], {
        'user_name=a_b': ['t1'],
        'user_name=%20a_b': ['t3'],
        'user_name=a%25': [],
        'user_name=*': [],
      }),
      takes(LIST, `user_name=${encodeURIComponent(LONGEST)}`),
      refuses(LIST, 'user_name', `user_name=${encodeURIComponent(LONGEST)}x`),
    ),
  },
  {
    silence: 'A `+` in the query',
    choice: 'it is a plus sign, not a space',
    because: 'every official client writes a space as `%20`',
    check: finds(listed, [{ user_name: 'a+b' }, { user_name: 'a b' }], {
      'user_name=a+b': ['t1'],
      'user_name=a%2Bb': ['t1'],
      'user_name=a%20b': ['t2'],
    }),
  },
  {
    silence: 'A body on GET, as the Node client sends it',
    choice: 'it counts for the signature and for nothing else',
    because: 'its look-ups would fail otherwise',
    check: async (trial) => {
      const { status, body } = await trial.get(LIST, '', { body: '{"limit":"x"}' })
      expect([status, body]).toEqual([200, { total_count: 0, records: [] }])
    },
  },
  {
    silence: 'HEAD',
    choice: '405 on every known path',
    because: 'a HEAD of the export would make a task',
    check: async (trial) => {
      for (const path of [EXPORT, LIST]) expect((await trial.send('HEAD', path)).status).toBe(405)
      expect((await trial.get(TASKS)).body).toMatchObject({ count: 0 })
    },
  },
  {
    silence: 'Caching',
    choice: 'every answer has `Cache-Control: no-store`',
    because: 'the call that makes a task is a GET',
    check: async (trial) => {
      for (const path of [EXPORT, `${LIST}?limit=x`, '/nowhere']) {
        expect((await trial.get(path)).headers['cache-control']).toBe('no-store')
      }
    },
  },
  {
    silence: 'Requests that say they are a prefetch (`Purpose`, `Sec-Purpose`)',
    choice: 'a 400',
    because: 'nobody asked for what they would do',
    check: async (trial) => {
      for (const name of ['Purpose', 'Sec-Purpose']) {
        await fails('GET', EXPORT, [400, 'WKS.00211102'], { headers: { [name]: 'prefetch' } })(trial)
      }
      expect((await trial.get(TASKS)).body).toMatchObject({ count: 0 })
    },
  },
]
