import type { Readiness } from '@deskledger/domain'
import { expect, it } from 'vitest'
import { TestApplication } from '../../application.fixture.js'

it.each<[Readiness, number, string | undefined]>([
  ['ready', 200, undefined],
  ['stopping', 503, '1'],
  ['disk-full', 503, '1'],
  ['engine-failed', 503, '1'],
])('a server that is %s answers /readyz with %i', async (readiness, status, retryAfter) => {
  await using test = await TestApplication.start({ readiness: async () => readiness })
  const answer = await test.app.inject({ method: 'GET', url: '/readyz', headers: { host: 'ledger.test' } })
  expect([answer.statusCode, answer.headers['retry-after'], answer.json()]).toEqual([
    status,
    retryAfter,
    { status: readiness },
  ])
})
