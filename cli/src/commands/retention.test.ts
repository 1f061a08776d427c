import { describe, expect, it } from 'vitest'
import { runCommand, sendJson, testEndpoint } from '../test-io.fixture.js'

const PREVIEW = {
  retention_days: 30,
  run_time: '2026-11-27T00:00:00.000Z',
  started_before: '2026-10-28T00:00:00.000Z',
  deleted_count: 12,
  held_count: 3,
  days: [
    { day: '2026-10-26', deleted_count: 10, held_count: 0 },
    { day: '2026-10-27', deleted_count: 2, held_count: 3 },
  ],
}

const answering = (body: object) => testEndpoint((_, reply) => sendJson(reply, 200, body))

describe('retention', () => {
  it('shows by day what goes and what is held', async () => {
    await using endpoint = await answering(PREVIEW)
    const { code, stdout, stderr } = await runCommand(
      ['retention', 'preview', 'p1', '--retention-days', '30'],
      endpoint,
    )
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout.split('\n')).toEqual([
      'DAY         REMOVED  HELD',
      '2026-10-26  10       0',
      '2026-10-27  2        3',
      'all         12       3',
      'At 2026-11-27T00:00:00.000Z: connections that started before 2026-10-28T00:00:00.000Z.',
      '',
    ])
    expect(endpoint.requests[0]?.url.pathname).toBe('/admin/v1/projects/p1/purge-preview')
    expect(endpoint.requests[0]?.url.search).toBe('?retention_days=30')
  })

  it('says that everything is kept', async () => {
    await using endpoint = await answering({ ...PREVIEW, retention_days: 0, started_before: undefined, days: [] })
    const { stdout } = await runCommand(['retention', 'preview', 'p1'], endpoint)
    expect(stdout).toContain('kept for ever')
  })

  it('prints what the API says for scripts', async () => {
    await using endpoint = await answering(PREVIEW)
    const { stdout } = await runCommand(['retention', 'preview', 'p1', '--json'], endpoint)
    expect(JSON.parse(stdout)).toEqual(PREVIEW)
  })

  it.each([
    ['add p1 --user-name zoe --reason case', 'POST', '/p1/legal-holds'],
    ['list p1', 'GET', '/p1/legal-holds'],
    ['remove p1 h1', 'DELETE', '/p1/legal-holds/h1'],
  ])('hold %s sends %s %s', async (words, method, path) => {
    await using endpoint = await answering({ legal_holds: [] })
    const { code, stderr } = await runCommand(['retention', 'hold', ...words.split(' ')], endpoint)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const [request] = endpoint.requests
    expect([request?.message.method, request?.url.pathname]).toEqual([method, `/admin/v1/projects${path}`])
  })
})
