import { expect } from 'vitest'
import type { Chapter } from '../../chapter.js'
import { projectSignIn, tokenFor } from '../../sign-in.js'
import { askForKey, TEMPORARY_KEYS, temporaryKey } from './ask-for-key.js'

const LIST = '/v2/{project_id}/connections/desktops'

export const createTemporaryKey: Chapter = {
  subject: 'CreateTemporaryAccessKeyByToken',
  checks: 'chapters/tokens/temporary-keys.ts',
  request: 'POST /v3.0/OS-CREDENTIAL/securitytokens',
  parts: [
    {
      title: 'Request and answer',
      facts: [
        {
          fact: 'The answer is 201 with `credential` of `access`, `secret`, `securitytoken` and `expires_at`',
          source: 'api.md 10',
          check: async (trial) => {
            const { status, body } = await askForKey(trial, { id: await tokenFor(trial) })
            const text = expect.stringMatching(/^.+$/)
            const credential = { access: text, secret: text, securitytoken: text, expires_at: expect.any(String) }
            expect([status, body]).toEqual([201, { credential }])
          },
        },
        {
          fact: '`duration_seconds` is 900 to 86400',
          source: 'api.md 10',
          check: async (trial) => {
            const id = await tokenFor(trial)
            const statusFor = async (seconds: number) =>
              (await askForKey(trial, { id, duration_seconds: seconds })).status
            const statuses = [
              await statusFor(899),
              await statusFor(900),
              await statusFor(86_400),
              await statusFor(86_401),
            ]
            expect(statuses).toEqual([400, 201, 201, 400])
          },
        },
        {
          fact: '`duration_seconds` is 900 by default',
          source: 'api.md 10',
          check: async (trial) => {
            const { body } = await askForKey(trial, { id: await tokenFor(trial) })
            expect(body).toMatchObject({ credential: { expires_at: '2026-02-03T10:45:00.000000Z' } })
          },
        },
        {
          fact: 'The key signs with its security token until it expires',
          source: 'auth.md 1',
          check: async (trial) => {
            const as = await temporaryKey(trial)
            const statusAfter = (seconds: number) =>
              trial.ledger.at(
                new Date(trial.now.getTime() + seconds * 1000),
                async () => (await trial.get(LIST, '', { as })).status,
              )
            expect([await statusAfter(899), await statusAfter(900)]).toEqual([200, 401])
          },
        },
      ],
    },
  ],
  choices: [
    {
      silence: 'Where the token stands',
      choice: 'in `auth.identity.token.id`, else in `X-Auth-Token`',
      because: 'clients do the one or the other',
      check: async (trial) => {
        const headers = { 'X-Auth-Token': await tokenFor(trial) }
        expect((await askForKey(trial, undefined, headers)).status).toBe(201)
        expect((await askForKey(trial, undefined)).status).toBe(401)
      },
    },
    {
      silence: 'What the key reaches',
      choice: 'what its token reaches',
      because: 'a key must not do more than who asked for it',
      check: async (trial) => {
        const { holder, answer } = await projectSignIn(trial)
        const as = await temporaryKey(trial, String(answer.headers['x-subject-token']))
        expect((await holder.get(LIST, '', { as })).status).toBe(200)
        expect((await trial.get(LIST, '', { as })).status).toBe(403)
      },
    },
    {
      silence: 'A `policy` in the request',
      choice: 'a 400: this version cannot limit a key by one',
      because: 'a limit that is not kept is worse than none',
      check: async (trial) => {
        const { status, body } = await askForKey(trial, { id: await tokenFor(trial), policy: {} })
        expect([status, body]).toMatchObject([
          400,
          { error_code: 'IAM.0073', error_msg: expect.stringContaining('policy') },
        ])
        expect((await trial.post(TEMPORARY_KEYS, {}, { as: 'nobody' })).status).toBe(400)
      },
    },
  ],
}
