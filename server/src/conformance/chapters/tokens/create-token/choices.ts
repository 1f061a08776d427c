import { expect } from 'vitest'
import type { Choice } from '../../../chapter.js'
import { passwordBody, rootSignIn } from '../../../sign-in.js'
import { somebodySignedIn } from './who.js'

const TOKENS = '/v3/auth/tokens'
const LIST = '/v2/{project_id}/connections/desktops'
const IDENTITY_TESTS = 'http/src/routes/identity/identity.test.ts'

export const choices: readonly Choice[] = [
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
      const { holder, id, answer } = await somebodySignedIn(trial)
      await trial.send('POST', `/admin/v1/users/${id}/access-keys`)
      const as = { token: String(answer.headers['x-subject-token']) }
      expect((await holder.get(LIST, '', { as })).status).toBe(200)
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
      const { answer } = await somebodySignedIn(trial)
      expect(answer.body).toMatchObject({ token: { roles: [{ id: '0', name: 'workspace_read_only_access' }] } })
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
]
