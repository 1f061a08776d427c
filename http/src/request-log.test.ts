import type { FastifyBaseLogger } from 'fastify'
import { describe, expect, it, vi } from 'vitest'
import { KEY, PROJECT, TestApplication } from './application.fixture.js'

/** A logger that keeps what it is told. */
function aLogger(told: unknown[]): FastifyBaseLogger {
  const tell = (...line: unknown[]) => void told.push(line)
  const logger = {
    level: 'trace',
    silent: () => {},
    child: (bindings: unknown) => {
      tell(bindings)
      return logger
    },
    ...Object.fromEntries(['trace', 'debug', 'info', 'warn', 'error', 'fatal'].map((level) => [level, tell])),
  }
  return logger as unknown as FastifyBaseLogger
}

describe('the log', () => {
  it('tells of each answer by the template of its route, and holds no secret and nothing that was searched for', async () => {
    const told: unknown[] = []
    const test = await TestApplication.start({ logger: aLogger(told) })
    try {
      const path = `/v2/${PROJECT}/connections/desktops?user_name=grace`
      await test.call(path)
      await test.call(path, { secretKey: 'guess' })
      await test.call('/healthz?user_name=grace', { headers: { 'X-Auth-Token': 'a-token' } })
      const route = '/v2/:project_id/connections/desktops'
      await vi.waitFor(() => {
        expect(told).toContainEqual([expect.objectContaining({ route, status: 200 }), 'request answered'])
        expect(told).toContainEqual([expect.objectContaining({ route, status: 401 }), 'request answered'])
        expect(told).toContainEqual([expect.objectContaining({ route: '/healthz' }), 'request answered'])
      })
      const text = JSON.stringify(told)
      for (const secret of ['grace', 'HMAC', KEY.accessKey, KEY.secretKey, 'a-token', PROJECT]) {
        expect(text).not.toContain(secret)
      }
    } finally {
      await test.stop()
    }
  })

  it('tells of a client that left', async () => {
    const told: unknown[] = []
    await using test = await TestApplication.start({ logger: aLogger(told) })
    await test.leaveDuringExport()
    await expect.poll(() => told).toContainEqual([expect.objectContaining({ status: 499 }), 'answer broken off'])
  })
})
