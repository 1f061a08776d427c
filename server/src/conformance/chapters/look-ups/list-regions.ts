import { expect } from 'vitest'
import type { Chapter } from '../../chapter.js'

export const listRegions: Chapter = {
  subject: 'KeystoneListRegions',
  checks: 'chapters/look-ups/list-regions.ts',
  request: 'GET /v3/regions',
  parts: [
    {
      title: 'Answer',
      facts: [
        {
          fact: 'Official clients ask for the regions, signed with AK and SK',
          source: 'api.md 10',
          check: async (trial) => {
            const { status, body } = await trial.get('/v3/regions', '', { body: '{}' })
            expect([status, body]).toMatchObject([200, { regions: [expect.any(Object)], links: expect.any(Object) }])
            expect((await trial.get('/v3/regions', '', { as: 'nobody' })).status).toBe(401)
          },
        },
      ],
    },
  ],
  choices: [
    {
      silence: 'What a region looks like, and which there are',
      choice: 'the one of this server (`DESKLEDGER_REGION`), with the members that Keystone gives it',
      because: 'one server is all there is',
      check: async (trial) => {
        const { body } = await trial.get('/v3/regions')
        expect(body['regions']).toEqual([
          {
            id: 'local-1',
            type: 'public',
            description: '',
            parent_region_id: null,
            locales: { 'en-us': 'local-1', 'zh-cn': 'local-1' },
            links: { self: expect.stringMatching(/\/v3\/regions\/local-1$/) },
          },
        ])
      },
    },
  ],
}
