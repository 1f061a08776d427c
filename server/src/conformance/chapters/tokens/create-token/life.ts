import { expect } from 'vitest'
import type { Fact } from '../../../chapter.js'
import { projectSignIn, rootSignIn, setPassword, tokenFor } from '../../../sign-in.js'
import { PASSWORD, signsIn } from './who.js'

const LIST = '/v2/{project_id}/connections/desktops'
const HOUR_MS = 3_600_000

export const life: readonly Fact[] = [
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
      const { holder, answer } = await projectSignIn(trial)
      const as = { token: String(answer.headers['x-subject-token']) }
      expect((await holder.get(LIST, '', { as })).status).toBe(200)
      expect((await trial.get(LIST, '', { as })).status).toBe(403)
    },
  },
]
