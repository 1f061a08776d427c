import { expect } from 'vitest'
import type { Fact } from '../../../chapter.js'
import type { Json, JsonAnswer } from '../../../send-as.js'
import { askForToken, passwordBody, projectSignIn, rootSignIn, tokenFor } from '../../../sign-in.js'
import { accountOf } from './who.js'

const TOKENS = '/v3/auth/tokens'
const LIST = '/v2/{project_id}/connections/desktops'

/** Which of project and domain the token is for. */
function scopeIn({ status, body }: JsonAnswer): readonly string[] {
  expect(status).toBe(201)
  return ['project', 'domain'].filter((name) => name in (body['token'] as Json))
}

export const request: readonly Fact[] = [
  {
    fact: 'The body is `auth.identity` with `methods` `["password"]` and `password.user` of name, password and domain name',
    source: 'api.md 10',
    check: async (trial) => {
      expect((await rootSignIn(trial)).status).toBe(201)
      const { auth } = passwordBody() as { auth: { identity: Json } }
      for (const identity of [{}, { ...auth.identity, methods: ['token'] }, { methods: ['password'] }]) {
        expect((await trial.post(TOKENS, { auth: { identity } }, { as: 'nobody' })).status).toBe(400)
      }
    },
  },
  {
    fact: 'No authentication is needed',
    source: 'api.md 10',
    check: async (trial) => {
      expect((await rootSignIn(trial)).status).toBe(201)
    },
  },
  {
    fact: '`auth.scope` is a project by id or name, or a domain by id or name',
    source: 'api.md 10',
    check: async (trial) => {
      const { id, name } = await accountOf(trial)
      expect(scopeIn((await projectSignIn(trial)).answer)).toEqual(['project'])
      for (const [scope, member] of [
        [{ project: { name: 'local-1' } }, 'project'],
        [{ domain: { id } }, 'domain'],
        [{ domain: { name } }, 'domain'],
      ] as const) {
        expect(scopeIn(await askForToken(trial, { scope }))).toEqual([member])
      }
    },
  },
  {
    fact: 'The project wins if both are there',
    source: 'api.md 10',
    check: async (trial) => {
      const scope = { project: { name: 'local-1' }, domain: { name: 'acme' } }
      expect(scopeIn(await askForToken(trial, { scope }))).toEqual(['project'])
    },
  },
  {
    fact: 'Without a scope the token is for the account',
    source: 'api.md 10',
    check: async (trial) => {
      expect(scopeIn(await rootSignIn(trial))).toEqual(['domain'])
      expect((await trial.get(LIST, '', { as: { token: await tokenFor(trial) } })).status).toBe(200)
    },
  },
  {
    fact: 'Any text for `nocatalog` leaves the catalog out',
    source: 'api.md 10',
    check: async (trial) => {
      const hasCatalog = ({ body }: JsonAnswer) => 'catalog' in (body['token'] as Json)
      expect(hasCatalog(await rootSignIn(trial))).toBe(true)
      expect(hasCatalog(await askForToken(trial, { query: 'nocatalog=false' }))).toBe(false)
    },
  },
]
