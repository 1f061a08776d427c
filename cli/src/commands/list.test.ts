import { describe, expect, it } from 'vitest'
import { runCommand, sendJson, testEndpoint } from '../test-io.fixture.js'

const RECORDS = [
  { transaction_id: 'a', connection_start_time: '2026-01-02T00:00:00.000Z', user_name: '王芳', computer_name: 'd-1' },
  {
    transaction_id: 'b',
    connection_start_time: '2026-01-01T00:00:00.000Z',
    user_name: 'bob\u001b[31m',
    e2e_rtt: 12,
    connection_failure_reason: 'no answer',
  },
]

function endpointOf(records: readonly object[]) {
  return testEndpoint(({ url }, reply) => {
    const offset = Number(url.searchParams.get('offset') ?? 0)
    sendJson(reply, 200, { total_count: records.length, records: records.slice(offset, offset + 1000) })
  })
}

describe('list', () => {
  it('draws a table and says how many there are', async () => {
    await using endpoint = await endpointOf(RECORDS)
    const { code, stdout, stderr } = await runCommand(['list', '--min-network-rtt', '5'], endpoint)
    expect(code).toBe(0)
    expect(stdout).toBe(
      `${[
        'STARTED                   USER      DESKTOP  TERMINAL  EGRESS IP  E2E MS  OUTCOME',
        '2026-01-02T00:00:00.000Z  王芳      d-1      -         -          -       open',
        '2026-01-01T00:00:00.000Z  bob [31m  -        -         -          12      no answer',
      ].join('\n')}\n`,
    )
    expect(stderr).toBe('2 of 2 records\n')
    expect(endpoint.requests[0]?.url.search).toBe('?min_network_rtt=5')
  })

  it('prints NDJSON of all pages', async () => {
    const many = Array.from({ length: 2500 }, (_, at) => ({ ...RECORDS[0], transaction_id: `t${at}` }))
    await using endpoint = await endpointOf(many)
    const { stdout, stderr } = await runCommand(['list', '--all', '--json'], endpoint)
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual(many)
    expect(stderr).toBe('2,500 records\n')
  })

  it('refuses --all with a page', async () => {
    await using endpoint = await endpointOf([])
    expect((await runCommand(['list', '--all', '--offset', '1'], endpoint)).code).toBe(2)
  })
})

describe('tasks', () => {
  it('asks for the progress of tasks being made only', async () => {
    const task = (task_id: string, status: string) => ({ task_id, status, file_name: 'f', create_time: 't' })
    await using endpoint = await testEndpoint(({ url }, reply) => {
      const [made, done] = [task('t1', 'CREATING'), task('t2', 'SUCCESS')]
      const isDetail = url.pathname.endsWith('/t1')
      sendJson(reply, 200, isDetail ? { ...made, progress: { percent: 40 } } : { export_tasks: [made, done], count: 9 })
    })
    const { stdout, stderr } = await runCommand(['tasks'], endpoint)
    expect(stdout).toMatch(/t1 +CREATING +40% +f +t\nt2 +SUCCESS +100% +f +t\n$/)
    expect(stderr).toBe('2 of 9 export tasks\n')
    expect(endpoint.requests).toHaveLength(2)
  })
})

describe('delete', () => {
  it('names each task once, 200 in a request', async () => {
    await using endpoint = await testEndpoint((_, reply) => reply.end())
    const ids = Array.from({ length: 201 }, (_, at) => `t${at}`)
    const { stdout } = await runCommand(['delete', ...ids, 't0'], endpoint)
    expect(stdout).toBe('Deleted, if they existed: 201 export tasks\n')
    expect(endpoint.requests.flatMap(({ body }) => JSON.parse(body.toString()).task_ids)).toEqual(ids)
    expect(endpoint.requests).toHaveLength(2)
  })
})
