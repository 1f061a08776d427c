import { expect } from 'vitest'
import type { Part } from '../../chapter.js'
import { ROOT_KEY } from '../../running-ledger.js'
import { tokenFor } from '../../sign-in.js'
import { temporaryKey } from '../tokens/ask-for-key.js'

const LIST = '/v2/{project_id}/connections/desktops'

export const ways: Part = {
  title: 'Ways to authenticate',
  facts: [
    {
      fact: 'A token: `X-Auth-Token` holds what `X-Subject-Token` told',
      source: 'auth.md 1',
      check: async (trial) => {
        const statusWith = async (token: string) => (await trial.get(LIST, '', { as: { token } })).status
        expect(await statusWith(await tokenFor(trial))).toBe(200)
        expect(await statusWith('x'.repeat(43))).toBe(401)
      },
    },
    {
      fact: 'A permanent key: `Authorization` and `X-Sdk-Date`, usually with `X-Project-Id` or `X-Domain-Id`',
      source: 'auth.md 1',
      check: async (trial) => {
        const headers = { 'X-Project-Id': await trial.projectId() }
        expect((await trial.get(LIST, '', { headers })).status).toBe(200)
      },
    },
    {
      fact: 'A temporary key: the same with `X-Security-Token`; key and token must be used together',
      source: 'auth.md 1',
      check: async (trial) => {
        const key = await temporaryKey(trial)
        const { securityToken: _token, ...alone } = key
        expect((await trial.get(LIST, '', { as: key })).status).toBe(200)
        expect((await trial.get(LIST, '', { as: alone })).status).toBe(401)
        expect((await trial.get(LIST, '', { as: { ...ROOT_KEY, securityToken: key.securityToken } })).status).toBe(401)
      },
    },
    {
      fact: 'A derived key: `Authorization: V11-HMAC-SHA256 …`',
      source: 'auth.md 1, 3',
      check: async (trial) => {
        const as = { ...ROOT_KEY, derivedFor: 'local-1/workspace' }
        expect((await trial.get(LIST, 'limit=1', { as })).status).toBe(200)
        expect((await trial.get(LIST, '', { as: { ...as, secretKey: 'another' } })).status).toBe(401)
      },
    },
  ],
}
