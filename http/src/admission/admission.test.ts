import { connect } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { AMPLE, HOST, PROJECT, TestApplication } from '../application.fixture.js'
import type { HttpParts } from '../http-parts.js'
import { UNOBSERVED } from '../observation/unobserved.fixture.js'
import type { AdmissionLimits, Overload } from './admission-limits.js'

const LIST = `/v2/${PROJECT}/connections/desktops`

describe('more than is worked on at a time', () => {
  const refused: Overload[] = []
  let test: TestApplication
  afterEach(async () => {
    refused.length = 0
    await test.stop()
  })

  const start = async (limits: Partial<AdmissionLimits>, others: Partial<HttpParts> = {}): Promise<void> => {
    const observer = {
      ...UNOBSERVED,
      refused: (limit: Overload) => void refused.push(limit),
    }
    test = await TestApplication.start({ limits: { ...AMPLE, ...limits }, observer, ...others })
  }

  /** Asks for a list while another request is held in the handler of a delivery. */
  async function askBeside(path = LIST): Promise<{ during: number; retryAfter: unknown; after: number }> {
    let finish = (): void => {}
    const isFinished = new Promise<void>((resolve) => {
      finish = resolve
    })
    let begin = (): void => {}
    const hasBegun = new Promise<void>((resolve) => {
      begin = resolve
    })
    test.onRender = async function* () {
      begin()
      await isFinished
      yield Buffer.from('one\n')
    }
    const held = test.call(`/v2/${PROJECT}/connections/desktops/export`)
    await hasBegun
    const during = await test.call(path)
    finish()
    await held
    const after = await test.call(path)
    return { during: during.statusCode, retryAfter: during.headers['retry-after'], after: after.statusCode }
  }

  it.each<[Overload, number]>([
    ['requests', 503],
    ['requestsOfUser', 429],
    ['requestsOfProject', 429],
  ])('is refused by %s with %i and Retry-After, and let in again later', async (limit, status) => {
    await start({ [limit]: 1 })
    expect(await askBeside()).toEqual({ during: status, retryAfter: '1', after: 200 })
    expect(refused).toEqual([limit])
  })

  it('is refused as a list before its signature is looked at, when no more of them may wait', async () => {
    let areQueriesFull = true
    await start({ waitingQueries: 7 }, { areQueriesFull: () => areQueriesFull })
    const unsigned = await test.app.inject({ method: 'GET', url: LIST, headers: { host: HOST } })
    expect([unsigned.statusCode, unsigned.headers['retry-after']]).toEqual([503, '1'])
    expect(unsigned.json().error_msg).toBe('7 lists and counts wait for their turn already; try again.')
    expect((await test.call(`/v2/${PROJECT}/export-tasks`)).statusCode).toBe(200)
    expect(refused).toEqual(['waitingQueries'])
    areQueriesFull = false
    expect((await test.call(LIST)).statusCode).toBe(200)
  })

  it('does not keep probes out', async () => {
    await start({ requests: 1 })
    expect(await askBeside('/readyz')).toMatchObject({ during: 200 })
  })

  it('is refused to a user who asks too often, until time has passed', async () => {
    await start({ requestsOfUserPerSecond: 2 })
    const statuses = async (count: number): Promise<number[]> => {
      const all: number[] = []
      for (let number = 0; number < count; number += 1) all.push((await test.call(LIST)).statusCode)
      return all
    }
    expect(await statuses(5)).toEqual([200, 200, 200, 200, 429])
    test.now = new Date(test.now.getTime() + 1000)
    expect(await statuses(3)).toEqual([200, 200, 429])
    expect(refused).toEqual(['requestsOfUserPerSecond', 'requestsOfUserPerSecond'])
  })

  it('is refused as a body while others come in, before it is read', async () => {
    await start({ bodies: 1 })
    await test.app.listen({ port: 0, host: '127.0.0.1' })
    const address = test.app.server.address()
    if (address === null || typeof address === 'string') throw new TypeError('not listening')
    const path = `/v3/${PROJECT}/desktops/connections`
    const body = '{"transaction_id":"a"}\n'
    const call = { method: 'POST' as const, body, headers: { 'Content-Type': 'application/x-ndjson' } }
    const slow = connect(address.port, '127.0.0.1')
    slow.write(`${test.head(path, call, `Content-Length: ${body.length}`)}${body.slice(0, 5)}`)
    await expect.poll(() => test.spooledFiles()).toHaveLength(1)
    expect((await test.call(path, call)).statusCode).toBe(503)
    expect(refused).toEqual(['bodies'])
    slow.destroy()
    await expect.poll(async () => (await test.call(path, call)).statusCode).toBe(200)
  })
})
