import { expect } from 'vitest'
import type { Fact } from '../../../chapter.js'
import type { Json, JsonAnswer } from '../../../send-as.js'
import { askForToken, passwordBody, rootSignIn, tokenFor } from '../../../sign-in.js'
import type { Trial } from '../../../trial.js'
import { accountOf } from './who.js'

const TOKENS = '/v3/auth/tokens'
const LIST = '/v2/{project_id}/connections/desktops'

/** Which of project and domain the token is for. */
async function scopeOf(trial: Trial, scope?: Json): Promise<readonly string[]> {
  const { status, body } = await (scope === undefined ? rootSignIn(trial) : askForToken(trial, { scope }))
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
      expect((await askForToken(trial, {})).status).toBe(201)
    },
  },
  {
    fact: '`auth.scope` is a project by id or name, or a domain by id or name',
    source: 'api.md 10',
    check: async (trial) => {
      const { id, name } = await accountOf(trial)
      expect(await scopeOf(trial, { project: { id: await trial.projectId() } })).toEqual(['project'])
      expect(await scopeOf(trial, { project: { name: 'local-1' } })).toEqual(['project'])
      expect(await scopeOf(trial, { domain: { id } })).toEqual(['domain'])
      expect(await scopeOf(trial, { domain: { name } })).toEqual(['domain'])
    },
  },
  {
    fact: 'The project wins if both are there',
    source: 'api.md 10',
    check: async (trial) => {
      expect(await scopeOf(trial, { project: { name: 'local-1' }, domain: { name: 'acme' } })).toEqual(['project'])
    },
  },
  {
    fact: 'Without a scope the token is for the account',
    source: 'api.md 10',
    check: async (trial) => {
      expect(await scopeOf(trial)).toEqual(['domain'])
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
