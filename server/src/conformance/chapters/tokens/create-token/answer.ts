import { expect } from 'vitest'
import type { Fact } from '../../../chapter.js'
import { newName } from '../../../serial.js'
import { askForToken, projectSignIn, rootSignIn } from '../../../sign-in.js'
import { accountOf } from './who.js'

const TOKENS = '/v3/auth/tokens'

const MICROSECONDS = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/

export const answer: readonly Fact[] = [
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
      const { holder, answer } = await projectSignIn(trial)
      const id = await holder.projectId()
      const domain = { id: (await accountOf(trial))['id'], name: 'acme' }
      expect(answer.body).toMatchObject({ token: { project: { id, name: expect.any(String), domain } } })
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
    fact: 'Failures are 400, 401 and 403',
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
