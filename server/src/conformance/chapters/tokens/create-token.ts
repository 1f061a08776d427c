import { expect } from 'vitest'
import type { Chapter, Fact } from '../../chapter.js'
import { askForToken, passwordBody, rootSignIn, setPassword, tokenFor } from '../../sign-in.js'
import { type Json, type JsonAnswer, type NewUser, newName, type Trial } from '../../trial.js'

const TOKENS = '/v3/auth/tokens'
const LIST = '/v2/{project_id}/connections/desktops'
const PASSWORD = 'password of a user'
const IDENTITY_TESTS = 'http/src/routes/identity/identity.test.ts'
const HOUR_MS = 3_600_000

/** Which of project and domain the token is for. */
async function scopeOf(trial: Trial, scope?: Json): Promise<readonly string[]> {
  const { status, body } = await (scope === undefined ? rootSignIn(trial) : askForToken(trial, { scope }))
  expect(status).toBe(201)
  return ['project', 'domain'].filter((name) => name in (body['token'] as Json))
}

/** The account that the root user is of. */
async function accountOf(trial: Trial): Promise<Json> {
  const [account = {}] = (await trial.get('/v3/auth/domains')).body['domains'] as Json[]
  return account
}

/** A name and a password that sign in, with the id of the user; granted a policy that reads. */
async function signsIn(trial: Trial): Promise<NewUser & { readonly password: string }> {
  const user = await trial.user('workspace_read_only_access')
  await setPassword(trial, user.id, PASSWORD)
  return { ...user, password: PASSWORD }
}

const MICROSECONDS = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/

const request: readonly Fact[] = [
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

const answer: readonly Fact[] = [
  {
    fact: 'The answer is 201, with the token in `X-Subject-Token`',
    source: 'api.md 10',
    check: async (trial) => {
      const { status, headers } = await rootSignIn(trial)
      expect([status, headers['x-subject-token']]).toEqual([201, expect.stringMatching(/^\S{1,40000}$/)])
    },
  },
  {
    fact: '`token` has `methods`, `catalog`, `roles` of id `0` and a name, `user` and `domain`',
    source: 'api.md 10',
    check: async (trial) => {
      const { body } = await rootSignIn(trial)
      const { id } = await accountOf(trial)
      expect(body).toEqual({
        token: {
          expires_at: expect.any(String),
          issued_at: expect.any(String),
          methods: ['password'],
          catalog: expect.any(Array),
          roles: [{ id: '0', name: 'te_admin' }],
          user: { id: expect.any(String), name: 'ada', password_expires_at: '', domain: { id, name: 'acme' } },
          domain: { id, name: 'acme' },
        },
      })
    },
  },
  {
    fact: '`token.project` has `id`, `name` and `domain`, for a token of a project',
    source: 'api.md 10',
    check: async (trial) => {
      const id = await trial.projectId()
      const domain = { id: (await accountOf(trial))['id'], name: 'acme' }
      const { body } = await askForToken(trial, { scope: { project: { id } } })
      expect(body).toMatchObject({ token: { project: { id, name: expect.any(String), domain } } })
    },
  },
  {
    fact: 'Times are like `2020-01-04T09:05:22.701000Z`',
    source: 'api.md 10',
    check: async (trial) => {
      const times = { issued_at: expect.stringMatching(MICROSECONDS), expires_at: expect.stringMatching(MICROSECONDS) }
      expect((await rootSignIn(trial)).body).toMatchObject({ token: times })
    },
  },
  {
    fact: 'A wrong password is 401 `{"error":{"code":401,"message":"The username or password is wrong.","title":"Unauthorized"}}`',
    source: 'errors.md 4',
    check: async (trial) => {
      const { status, body } = await askForToken(trial, { name: newName(), password: 'wrong' })
      const error = { code: 401, message: 'The username or password is wrong.', title: 'Unauthorized' }
      expect([status, body]).toEqual([401, { error }])
    },
  },
  {
    fact: 'Errors are 400, 401, 403, …',
    source: 'api.md 10',
    check: async (trial) => {
      const statuses = [
        await trial.post(TOKENS, {}, { as: 'nobody' }),
        await askForToken(trial, { account: newName() }),
        await askForToken(trial, { scope: { project: { name: newName() } } }),
      ]
      expect(statuses.map(({ status }) => status)).toEqual([400, 401, 403])
    },
  },
]

const life: readonly Fact[] = [
  {
    fact: 'A token lives for 24 hours',
    source: 'api.md 10',
    check: async (trial) => {
      const { headers, body } = await rootSignIn(trial)
      expect(body).toMatchObject({
        token: { issued_at: '2026-02-03T10:30:00.000000Z', expires_at: '2026-02-04T10:30:00.000000Z' },
      })
      const as = { token: String(headers['x-subject-token']) }
      const statusAfter = (ms: number) =>
        trial.ledger.at(new Date(trial.now.getTime() + ms), async () => (await trial.get(LIST, '', { as })).status)
      expect(await statusAfter(24 * HOUR_MS - 1)).toBe(200)
      expect(await statusAfter(24 * HOUR_MS)).toBe(401)
    },
  },
  {
    fact: 'A new token does not end older ones',
    source: 'api.md 10',
    check: async (trial) => {
      const older = await tokenFor(trial)
      expect(await tokenFor(trial, {})).not.toBe(older)
      expect((await trial.get(LIST, '', { as: { token: older } })).status).toBe(200)
    },
  },
  {
    fact: 'A change of password, keys or permissions ends a token',
    source: 'api.md 10',
    check: async (trial) => {
      const user = await signsIn(trial)
      const changes: readonly (() => Promise<unknown>)[] = [
        () => setPassword(trial, user.id, PASSWORD),
        () => trial.send('DELETE', `/admin/v1/access-keys/${user.key.accessKey}`),
        () => trial.grant(user.id, 'wks_adm'),
      ]
      for (const change of changes) {
        const as = { token: await tokenFor(trial, user) }
        expect((await trial.get(LIST, '', { as })).status).toBe(200)
        await change()
        expect((await trial.get(LIST, '', { as })).status).toBe(401)
      }
    },
  },
  {
    fact: 'A token of a project is valid for this project only',
    source: 'auth.md 4',
    check: async (trial) => {
      const as = { token: await tokenFor(trial, { scope: { project: { id: await trial.projectId() } } }) }
      expect((await trial.get(LIST, '', { as })).status).toBe(200)
      expect((await trial.another().get(LIST, '', { as })).status).toBe(403)
    },
  },
]

export const createToken: Chapter = {
  subject: 'KeystoneCreateUserTokenByPassword',
  checks: 'chapters/tokens/create-token.ts',
  request: 'POST /v3/auth/tokens',
  parts: [
    { title: 'Request', facts: request },
    { title: 'Answer', facts: answer },
    { title: 'Life of a token', facts: life },
  ],
  choices: [
    {
      silence: 'What a wrong account, user or password is answered with',
      choice: 'the same 401',
      because: 'nobody should find out which users there are',
      test: { file: IDENTITY_TESTS, title: 'answers %s with the same 401' },
    },
    {
      silence: 'Which change of keys ends a token',
      choice: 'enabling, disabling and deleting one; a further key ends none',
      because: 'a further key takes nothing away',
      check: async (trial) => {
        const user = await signsIn(trial)
        const as = { token: await tokenFor(trial, user) }
        await trial.send('POST', `/admin/v1/users/${user.id}/access-keys`)
        expect((await trial.get(LIST, '', { as })).status).toBe(200)
      },
    },
    {
      silence: 'Guessing of passwords',
      choice: 'after 5 failures in a row from one address, that address gets 429 for this user for 5 minutes',
      because: 'the owner must not be locked out',
      test: { file: IDENTITY_TESTS, title: 'refuses guessing for the guesser’s address only, and for a while' },
    },
    {
      silence: 'What `catalog` holds',
      choice: 'an empty list',
      because: 'one server is all there is',
      check: async (trial) => {
        expect((await rootSignIn(trial)).body).toMatchObject({ token: { catalog: [] } })
      },
    },
    {
      silence: 'What `roles` holds',
      choice: 'the names of the policies granted in the scope; `te_admin` for the root user',
      because: 'they are what the token may do',
      check: async (trial) => {
        const { name, password } = await signsIn(trial)
        const scope = { project: { id: await trial.projectId() } }
        expect((await askForToken(trial, { name, password, scope })).body).toMatchObject({
          token: { roles: [{ id: '0', name: 'workspace_read_only_access' }] },
        })
      },
    },
    {
      silence: 'Unknown members of the body',
      choice: 'a 400 that names them',
      because: 'nothing is accepted and ignored',
      check: async (trial) => {
        const { status, body } = await trial.post(TOKENS, { ...passwordBody(), extra: 1 }, { as: 'nobody' })
        expect([status, body]).toMatchObject([400, { error: { message: expect.stringMatching(/^extra /) } }])
      },
    },
  ],
}
