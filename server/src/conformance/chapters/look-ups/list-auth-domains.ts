import { expect } from 'vitest'
import type { Chapter } from '../../chapter.js'
import type { Json } from '../../send-as.js'
import { rootSignIn } from '../../sign-in.js'

export const listAuthDomains: Chapter = {
  subject: 'KeystoneListAuthDomains',
  checks: 'chapters/look-ups/list-auth-domains.ts',
  request: 'GET /v3/auth/domains',
  parts: [
    {
      title: 'Answer',
      facts: [
        {
          fact: 'A domain has `id`, `name`, `enabled`, `description`, `links.self`; beside them stands `links.self`',
          source: 'api.md 10',
          check: async (trial) => {
            const { status, body } = await trial.get('/v3/auth/domains')
            const links = { self: expect.stringMatching(/\/v3\/auth\/domains$/) }
            const domain = {
              id: expect.any(String),
              name: 'acme',
              enabled: true,
              description: expect.any(String),
              links: { self: expect.stringMatching(/\/v3\/domains\//) },
            }
            expect([status, body]).toEqual([200, { domains: [domain], links }])
          },
        },
        {
          fact: 'The first entry is the account of the caller',
          source: 'api.md 10',
          check: async (trial) => {
            const { key } = await trial.user()
            const [domain] = (await trial.get('/v3/auth/domains', '', { as: key })).body['domains'] as Json[]
            const token = (await rootSignIn(trial)).body['token'] as { domain: Json }
            expect(domain).toMatchObject(token.domain)
          },
        },
        {
          fact: 'Without a proof of identity it is a 401',
          source: 'api.md 10',
          check: async (trial) => {
            expect((await trial.get('/v3/auth/domains', '', { as: 'nobody' })).status).toBe(401)
          },
        },
      ],
    },
  ],
  choices: [],
}
