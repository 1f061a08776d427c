import { expect } from 'vitest'
import type { Chapter } from '../../chapter.js'
import { projectSignIn, tokenFor } from '../../sign-in.js'

const TOKENS = '/v3/auth/tokens'

export const validateToken: Chapter = {
  subject: 'KeystoneValidateToken',
  checks: 'chapters/tokens/validate-token.ts',
  request: 'GET /v3/auth/tokens',
  parts: [
    {
      title: 'Request and answer',
      facts: [
        {
          fact: '`X-Subject-Token` names a token, `X-Auth-Token` who asks; the answer describes it as when it was made',
          source: 'api.md 10',
          check: async (trial) => {
            const { answer: made } = await projectSignIn(trial)
            const subject = String(made.headers['x-subject-token'])
            const as = { token: await tokenFor(trial) }
            const { status, body } = await trial.get(TOKENS, '', { as, headers: { 'X-Subject-Token': subject } })
            expect([status, body]).toEqual([200, made.body])
          },
        },
        {
          fact: 'An `X-Subject-Token` that is not valid is a 400',
          source: 'errors.md 4',
          check: async (trial) => {
            for (const headers of [{}, { 'X-Subject-Token': 'nonsense' }]) {
              expect((await trial.get(TOKENS, '', { headers })).status).toBe(400)
            }
          },
        },
        {
          fact: 'Without a proof of identity it is a 401',
          source: 'api.md 10',
          check: async (trial) => {
            const headers = { 'X-Subject-Token': await tokenFor(trial) }
            expect((await trial.get(TOKENS, '', { as: 'nobody', headers })).status).toBe(401)
          },
        },
      ],
    },
  ],
  choices: [
    {
      silence: 'Whose tokens one may ask about',
      choice: 'those of the own account; others are as unknown',
      because: 'a token of somebody else is none of the caller’s business',
      test: { file: 'http/src/routes/identity/identity.test.ts', title: 'does not tell of a token of another account' },
    },
    {
      silence: '`X-Subject-Token` in the answer',
      choice: 'it is the one that was asked about',
      because: 'it is where the other token operation tells it',
      check: async (trial) => {
        const token = await tokenFor(trial)
        const { headers } = await trial.get(TOKENS, 'nocatalog=1', { headers: { 'X-Subject-Token': token } })
        expect(headers['x-subject-token']).toBe(token)
      },
    },
  ],
}
