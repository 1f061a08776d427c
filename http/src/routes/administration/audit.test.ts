import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PROJECT, TestApplication } from '../../application.fixture.js'

const ENTRIES = '/admin/v1/audit-entries'
const ERASE = `${ENTRIES}/erase-personal-data`

describe('audit entries', () => {
  let test: TestApplication
  beforeEach(async () => {
    test = await TestApplication.start()
  })
  afterEach(() => test.stop())

  it('are asked for in the account of the caller, and told by their API names', async () => {
    const { task_id } = (await test.call(`/v3/${PROJECT}/desktops/connections/export`)).json()
    const query = 'user_id=u&operation=X&outcome=denied&start_time=2026-01-01T00:00Z&before_sequence=9&limit=2'
    const response = await test.call(`${ENTRIES}?${query}`)
    expect(test.audit.asked).toEqual([
      {
        accountId: 'account-acme',
        withUnattributed: true,
        userId: 'u',
        operation: 'X',
        outcome: 'denied',
        from: new Date('2026-01-01T00:00:00.000Z'),
        until: undefined,
        beforeSequence: 9,
        limit: 2,
      },
    ])
    expect(response.json()).toEqual({
      audit_entries: [
        {
          sequence: 1,
          time: test.now.toISOString(),
          operation: 'ExportUserConnectionNew',
          status: 200,
          actor_kind: 'user',
          account_id: 'account-acme',
          user_id: 'user-ada-of-acme',
          user_name: 'ada',
          credential: 'access-key',
          access_key: 'AKOWNER',
          address: '127.0.0.1',
          request_id: expect.stringMatching(/^[0-9a-f]{32}$/),
          target: { project_id: PROJECT, task_id },
          previous: 'p',
          hash: 'h',
        },
      ],
      next_before_sequence: 7,
    })
  })

  it('of no account are for the founding account only', async () => {
    await test.call(ENTRIES, { accessKey: 'AKOTHER' })
    expect(test.audit.asked).toMatchObject([{ accountId: 'account-umbrella', withUnattributed: false }])
  })

  it.each([
    'limit=0',
    'limit=1001',
    'before_sequence=0',
    'outcome=x',
    'start_time=2026-01-02T00:00Z&end_time=2026-01-01T00:00Z',
  ])('are not asked for with %s', async (query) => {
    expect((await test.call(`${ENTRIES}?${query}`)).statusCode).toBe(400)
  })

  it('come in pages of up to 1,000, and 100 unless asked', async () => {
    await test.call(`${ENTRIES}?limit=1000`)
    await test.call(ENTRIES)
    expect(test.audit.asked).toMatchObject([{ limit: 1000 }, { limit: 100 }])
  })

  it('have a checkpoint, sent as it is kept', async () => {
    const response = await test.call('/admin/v1/audit-checkpoint')
    expect([response.headers['content-type'], response.body]).toEqual(['application/json', '{"payload":"e30="}'])
  })

  it('lose personal data of a user or of a value, which is recorded', async () => {
    expect((await test.send('POST', ERASE, { user_id: 'u1' })).json()).toEqual({ erased_count: 2 })
    expect((await test.send('POST', ERASE, { user_id: 'u1' })).statusCode).toBe(409)
    await test.send('POST', ERASE, { value: '192.0.2.1' })
    const scope = { accountId: 'account-acme', withUnattributed: true }
    expect(test.audit.asked).toEqual([
      { ...scope, userId: 'u1' },
      { ...scope, value: '192.0.2.1' },
    ])
    expect(test.audit.events.map(({ operation, target }) => [operation, target])).toEqual([
      ['ErasePersonalData', { user_id: 'u1' }],
      ['ErasePersonalData', {}],
    ])
  })

  it.each([{}, { user_id: 'u', value: 'v' }, { user_id: '' }, { name: 'n' }])('lose nothing for %j', async (body) => {
    expect((await test.send('POST', ERASE, body)).statusCode).toBe(400)
    expect(test.audit.asked).toEqual([])
  })
})
