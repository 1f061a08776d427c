import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { OTHER_PROJECT, PROJECT, TestApplication } from '../../application.fixture.js'

let app: TestApplication
beforeEach(async () => {
  app = await TestApplication.start()
})
afterEach(() => app.stop())

const erase = (body: object, project = PROJECT) =>
  app.call(`/admin/v1/projects/${project}/erase-person`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

describe('erasing a person', () => {
  it('tells what was erased', async () => {
    const answer = await erase({ user_name: 'zoe' })
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toMatchObject({ record_count: 3, export_tasks: [] })
    expect(app.holds.erased).toEqual([[PROJECT, 'zoe']])
  })

  it('is refused by the name of the hold that forbids it', async () => {
    app.holds.holds = [
      { id: 'h7', projectId: PROJECT, userName: 'zoe', reason: 'case', createdAt: app.now, createdBy: 'u' },
    ]
    const answer = await erase({ user_name: 'zoe' })
    expect(answer.statusCode).toBe(409)
    expect(answer.body).toContain('h7')
    expect(app.holds.erased).toEqual([])
  })

  it.each([{}, { user_name: '' }, { user_name: 'zoe', delete: true }])('is not ordered by %j', async (body) => {
    expect((await erase(body)).statusCode).toBe(400)
    expect(app.holds.erased).toEqual([])
  })

  it('has its effect once for the very same signed request: what came in between stays', async () => {
    expect((await erase({ user_name: 'zoe' })).statusCode).toBe(200)
    expect((await erase({ user_name: 'zoe' })).statusCode).toBe(409)
    expect(app.holds.erased).toHaveLength(1)
  })

  it('goes through what the user of that name did, ignoring case, as records are found', async () => {
    const { user_id } = (await app.send('POST', '/admin/v1/users', { name: 'zoe' })).json()
    await erase({ user_name: 'ZOE' })
    expect(app.audit.asked).toContainEqual(expect.objectContaining({ userId: user_id }))
  })

  it('is for projects of the account only', async () => {
    expect((await erase({ user_name: 'zoe' }, OTHER_PROJECT)).statusCode).toBe(404)
    expect(app.holds.erased).toEqual([])
  })

  it('does not put the name into the audit log', async () => {
    await erase({ user_name: 'zoe' })
    expect(JSON.stringify(app.audit.events)).toContain('ErasePerson')
    expect(JSON.stringify(app.audit.events)).not.toContain('zoe')
  })
})
