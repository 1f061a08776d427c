import { expect, it } from 'vitest'
import type { Overload } from '../admission/admission-limits.js'
import { PROJECT, TestApplication } from '../application.fixture.js'
import type { ObservedAnswer, Observer } from './observer.js'

/** Remembers what it is told. */
class Told implements Observer {
  begun = 0
  readonly answers: Omit<ObservedAnswer, 'seconds'>[] = []
  readonly batches: object[] = []
  readonly overloads: Overload[] = []

  cutOff(): void {}

  refused(overload: Overload): void {
    this.overloads.push(overload)
  }

  began(): void {
    this.begun += 1
  }

  answered({ seconds, ...answer }: ObservedAnswer): void {
    expect(seconds).toBeGreaterThanOrEqual(0)
    this.answers.push(answer)
  }

  ingested({ created, updated, unchanged, refusedCount }: Parameters<Observer['ingested']>[0]): void {
    this.batches.push({ created, updated, unchanged, refusedCount })
  }
}

it('answers are counted by operation, status and code, whoever asked', async () => {
  const observer = new Told()
  await using test = await TestApplication.start({ observer })
  await test.app.inject({ method: 'GET', url: '/healthz', headers: { host: 'ledger.test' } })
  await test.app.inject({ method: 'GET', url: '/v2/p1/export-tasks', headers: { host: 'ledger.test' } })
  await test.app.inject({ method: 'GET', url: '/nowhere/at/all', headers: { host: 'ledger.test' } })
  expect(observer.begun).toBe(3)
  expect(observer.answers).toEqual([
    { operation: undefined, status: 200, errorCode: undefined },
    { operation: 'ListExportTasks', status: 401, errorCode: 'APIGW.0301' },
    { operation: undefined, status: 404, errorCode: 'APIGW.0101' },
  ])
})

it('a request that is refused for its headers, or whose client leaves, is over, too', async () => {
  const observer = new Told()
  await using test = await TestApplication.start({ observer })
  await test.exchange('GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n')
  await test.leaveDuringExport()
  await expect.poll(() => observer.answers).toHaveLength(2)
  expect(observer.begun).toBe(2)
  expect(observer.answers).toEqual([
    { operation: undefined, status: 400, errorCode: 'APIGW.0201' },
    { operation: 'ExportUserLoginInfoNew', status: 499, errorCode: undefined },
  ])
})

it('batches are counted by what became of their lines, those refused on the way included', async () => {
  const observer = new Told()
  await using test = await TestApplication.start({ observer })
  test.onMerge = () => ({ created: 2, updated: 3, unchanged: 4, refusedCount: 5, refusals: [], isStored: true })
  const answer = await test.call(`/v3/${PROJECT}/desktops/connections`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson' },
    body: `{"transaction_id":"a"}\n${'\u{fffd}'.repeat(400_000)}\n`,
  })
  expect(answer.json()).toMatchObject({ rejected_count: 6 })
  expect(observer.batches).toEqual([{ created: 2, updated: 3, unchanged: 4, refusedCount: 6 }])
})
