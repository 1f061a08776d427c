import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { OTHER_PROJECT, PROJECT, TestApplication } from '../../application.fixture.js'

const HOLDS = `/admin/v1/projects/${PROJECT}/legal-holds`

let app: TestApplication
beforeEach(async () => {
  app = await TestApplication.start()
})
afterEach(() => app.stop())

const add = (body: object) =>
  app.call(HOLDS, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

describe('legal holds', () => {
  it('cover what was asked for, and are told as they are kept', async () => {
    const answer = await add({ user_name: 'zoe', start_time: '2026-01-01T01:00:00+01:00', reason: 'case 7' })
    expect(answer.statusCode).toBe(201)
    expect(answer.json()).toMatchObject({
      user_name: 'zoe',
      start_time: '2026-01-01T00:00:00.000Z',
      reason: 'case 7',
      create_time: app.now.toISOString(),
    })
    expect((await app.call(HOLDS)).json()).toEqual({ legal_holds: [answer.json()] })
  })

  it.each([
    [{}, 'reason'],
    [{ reason: '' }, 'reason'],
    [{ reason: 'r', start_time: '2026-02-30T00:00:00Z' }, 'start_time'],
    [{ reason: 'r', start_time: '2026-02-02T00:00:00Z', end_time: '2026-02-01T00:00:00Z' }, 'start_time'],
    [{ reason: 'r', user: 'zoe' }, 'user'],
  ])('of %j are refused for %s', async (body, name) => {
    const answer = await add(body)
    expect(answer.statusCode).toBe(400)
    expect(answer.body).toContain(name)
    expect(app.holds.holds).toEqual([])
  })

  it('end once, and only in their project', async () => {
    const { hold_id: id } = (await add({ reason: 'case' })).json()
    const ends = async (project: string) =>
      (await app.call(`/admin/v1/projects/${project}/legal-holds/${id}`, { method: 'DELETE' })).statusCode
    expect([await ends(OTHER_PROJECT), await ends(PROJECT), await ends(PROJECT)]).toEqual([404, 204, 404])
  })

  it('are 1,000 in a project at most', async () => {
    app.holds.holds = Array.from({ length: 999 }, (_, place) => ({
      id: `h${place}`,
      projectId: PROJECT,
      reason: 'case',
      createdAt: app.now,
      createdBy: 'u',
    }))
    expect([(await add({ reason: 'r' })).statusCode, (await add({ reason: 's' })).statusCode]).toEqual([201, 409])
  })
})

describe('the preview of a purge', () => {
  it('tells what goes at the next midnight of UTC', async () => {
    app.now = new Date('2026-11-26T10:00:00.000Z')
    app.holds.days = [{ day: new Date('2026-10-01T00:00:00Z'), deletedCount: 5, heldCount: 2 }]
    const answer = await app.call(`/admin/v1/projects/${PROJECT}/purge-preview`)
    expect(answer.json()).toEqual({
      retention_days: 30,
      run_time: '2026-11-27T00:00:00.000Z',
      started_before: '2026-10-28T00:00:00.000Z',
      deleted_count: 5,
      held_count: 2,
      days: [{ day: '2026-10-01', deleted_count: 5, held_count: 2 }],
    })
  })

  it('tells what another retention would do, and that none keeps everything', async () => {
    app.now = new Date('2026-11-26T10:00:00.000Z')
    const path = `/admin/v1/projects/${PROJECT}/purge-preview?retention_days=`
    await app.call(`${path}1`)
    expect(app.holds.previewed).toEqual([new Date('2026-11-26T00:00:00.000Z')])
    expect((await app.call(`${path}0`)).json()).not.toHaveProperty('started_before')
    expect((await app.call(`${path}-1`)).statusCode).toBe(400)
  })
})
