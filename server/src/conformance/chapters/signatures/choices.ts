import { expect } from 'vitest'
import type { Choice, Difference } from '../../chapter.js'
import { ROOT_KEY } from '../../running-ledger.js'
import { newName } from '../../serial.js'
import { jsonBody } from '../../sign-in.js'
import { accepts, rejects } from './try.js'

const LIST = '/v2/{project_id}/connections/desktops'
const EXPORT = '/v3/{project_id}/desktops/connections/export'

/** What makes two requests the very same one. */
const SERIAL = { 'X-Serial': 'once' }

export const choices: readonly Choice[] = [
  {
    silence: 'A token beside a signature',
    choice: 'the signature is checked, and the token not looked at',
    because: 'the signature proves more',
    check: async (trial) => {
      expect((await trial.get(LIST, '', { headers: { 'X-Auth-Token': 'nonsense' } })).status).toBe(200)
    },
  },
  {
    silence: 'Whether `host` has to be signed',
    choice: 'no',
    because: 'the Go client signs none',
    check: accepts({ deviations: { signedHeaders: ['x-sdk-date'] } }),
  },
  {
    silence: 'How an unknown key and a wrong secret key are answered',
    choice: 'alike',
    because: 'nobody should find out which keys there are',
    check: async (trial) => {
      const messages: unknown[] = []
      for (const accessKey of ['AKNOBODY', ROOT_KEY.accessKey]) {
        const { body } = await trial.get(LIST, '', { as: { accessKey, secretKey: 'x' }, headers: SERIAL })
        messages.push(body['error_msg'])
      }
      expect(messages[0]).toBe(messages[1])
      await accepts({})(trial)
    },
  },
  {
    silence: '`UNSIGNED-PAYLOAD` with a body',
    choice: 'a 401',
    because: 'whoever changes the body on its way would change what is done',
    check: rejects(/has to be signed, not UNSIGNED-PAYLOAD/, {
      headers: { 'X-Sdk-Content-Sha256': 'UNSIGNED-PAYLOAD', 'Content-Type': 'application/json' },
      body: '{}',
    }),
  },
  {
    silence: 'The very same signed request sent twice, which nothing in the protocol prevents',
    choice:
      'it makes or changes something once: the export answers its first task again, administration 409; ' +
      'signatures carry whole seconds, so equal requests of one second are the same',
    because: 'a request that was recorded on its way should do nothing more',
    check: async (trial) => {
      await trial.holdExports()
      const first = await trial.get(EXPORT, '', { headers: SERIAL })
      const again = await trial.get(EXPORT, '', { headers: SERIAL })
      expect([first.status, again.status, again.body]).toEqual([200, 200, first.body])
      const user = jsonBody({ name: newName() })
      const call = { ...user, headers: { ...user.headers, ...SERIAL } }
      const statuses = [
        await trial.send('POST', '/admin/v1/users', call),
        await trial.send('POST', '/admin/v1/users', call),
      ]
      expect(statuses.map(({ status }) => status)).toEqual([201, 409])
    },
  },
  {
    silence: 'The same request with a token, or signed anew',
    choice: 'it is another request',
    because: 'a token signs nothing, so requests cannot be told apart',
    check: async (trial) => {
      await trial.holdExports(2)
      expect(await trial.ask()).not.toBe(await trial.ask())
    },
  },
]

export const differences: readonly Difference[] = [
  {
    published: 'After more than 5 failures in a row a key is refused for 5 minutes',
    source: 'auth.md 2.1',
    here: 'it is refused from the address that guessed',
    because: 'bad signatures must not lock the owner out',
    test: {
      file: 'http/src/scopes/operations.test.ts',
      title: 'stops guessing from one address without locking the owner out',
    },
  },
  {
    published: 'Account-level clients derive keys for the region `globe`',
    source: 'auth.md 3',
    here: 'keys are derived for the region and the service `workspace` of this server only',
    because: 'the service names of such clients are not published',
    check: rejects(/: the derived key has to be for/, { as: { ...ROOT_KEY, derivedFor: 'globe/iam' } }),
  },
  {
    published: 'Federated sign-in: `POST /v3.0/OS-AUTH/id-token/tokens`',
    source: 'auth.md 4',
    here: 'there is no such path: 404',
    because: 'users of this server have passwords and keys of its own',
    check: async (trial) => {
      expect((await trial.post('/v3.0/OS-AUTH/id-token/tokens', {})).status).toBe(404)
    },
  },
]
