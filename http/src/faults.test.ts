import { FaultPlan } from '@deskledger/domain'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { OTHER_PROJECT, PROJECT, TestApplication } from './application.fixture.js'
import { cutAfter } from './faults.js'

const FAULTS = `/admin/v1/projects/${PROJECT}/faults`
const EXPORT = `/v3/${PROJECT}/desktops/connections/export`
const LIST = `/v2/${PROJECT}/connections/desktops?limit=0`
const TASKS = `/v2/${PROJECT}/export-tasks`

describe('failures on demand', () => {
  let test: TestApplication
  beforeEach(async () => {
    test = await TestApplication.start({ faults: new FaultPlan() })
  })
  afterEach(() => test.stop())

  it('are listed until they struck as often as they are to, or are cleared', async () => {
    const refuse = { kind: 'refuse', status: 503, times: 2, retry_after_seconds: 7 }
    const added = await test.send('POST', FAULTS, refuse)
    expect([added.statusCode, added.json()]).toEqual([201, { faults: [refuse] }])
    const struck = await test.call(LIST)
    expect([struck.statusCode, struck.headers['retry-after'], struck.headers['x-deskledger-fault']]).toEqual([
      503,
      '7',
      'refuse',
    ])
    expect((await test.call(FAULTS)).json()).toEqual({ faults: [{ ...refuse, times: 1 }] })
    expect((await test.call(FAULTS, { method: 'DELETE' })).statusCode).toBe(204)
    const served = await test.call(LIST)
    expect([served.statusCode, served.headers['x-deskledger-fault']]).toEqual([200, undefined])
  })

  it('answer with the code and text that were asked for, one operation only', async () => {
    await test.send('POST', FAULTS, {
      kind: 'refuse',
      status: 429,
      error_code: 'APIGW.0308',
      error_msg: 'slow down',
      operation: 'ListExportTasks',
    })
    expect((await test.call(LIST)).statusCode).toBe(200)
    const refused = await test.call(TASKS)
    expect([refused.statusCode, refused.json()]).toEqual([
      429,
      { error_code: 'APIGW.0308', error_msg: 'slow down', request_id: refused.headers['x-request-id'] },
    ])
  })

  it('go with the export that is asked for next, and are told of it', async () => {
    await test.send('POST', FAULTS, { kind: 'fail-export', reason: 'as wished' })
    const asked = await test.call(EXPORT)
    expect(asked.headers['x-deskledger-fault']).toBe('fail-export')
    const fault = { kind: 'fail-export', code: 'WKS.00211401', reason: 'as wished' }
    expect([...test.tasks.values()].map((task) => task.fault)).toEqual([fault])
    expect((await test.call(TASKS)).headers['x-deskledger-fault']).toBe('fail-export')
    expect((await test.call(`${TASKS}/${asked.json().task_id}`)).headers['x-deskledger-fault']).toBe('fail-export')
  })

  it('are for projects of the account only', async () => {
    const response = await test.call(`/admin/v1/projects/${OTHER_PROJECT}/faults`)
    expect(response.statusCode).toBe(404)
  })

  it('cut bytes where they are to', async () => {
    async function* pieces() {
      yield Buffer.from('abc')
      yield Buffer.from('def')
    }
    let text = ''
    const read = async () => {
      for await (const piece of cutAfter(pieces(), 4)) text += Buffer.from(piece).toString()
    }
    await expect(read()).rejects.toThrow('asked for')
    expect(text).toBe('abcd')
  })
})

it('there are none unless the server is told so', async () => {
  await using test = await TestApplication.start()
  const response = await test.call(FAULTS)
  expect([response.statusCode, response.json().error_msg]).toEqual([404, expect.stringContaining('--faults')])
})
