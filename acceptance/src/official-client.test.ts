import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Ledger, newLedger, ROOT } from './ledger.fixture.js'
import { ClientRequestException, officialClient } from './official-client.fixture.js'
import { readXlsx } from './readers.fixture.js'

const EXPORT = '/v3/{project_id}/desktops/connections/export'
const TASKS = '/v2/{project_id}/export-tasks'

describe("the vendor's own client core", () => {
  let ledger: Ledger & AsyncDisposable
  let send: ReturnType<typeof officialClient>
  const startedAt = new Date(Date.now() - 3_600_000).toISOString()
  beforeAll(async () => {
    ledger = await newLedger()
    send = officialClient(ledger.endpoint)
    const line = { transaction_id: 't1', connection_start_time: startedAt, user_name: '张三 (a+b)', e2e_rtt: 42 }
    await ledger.client.ingestConnectionRecords(`${JSON.stringify(line)}\n`)
  })
  afterAll(() => ledger[Symbol.asyncDispose]())

  async function untilDone(taskId: unknown): Promise<Record<string, unknown>> {
    for (;;) {
      const page = await send({ method: 'GET', url: TASKS, queryParams: { task_id: taskId } })
      const [task] = page['export_tasks'] as Record<string, unknown>[]
      if (task?.['status'] !== 'CREATING') return task ?? {}
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }

  it('exports, polls, downloads, lists and deletes', async () => {
    const asked = await send({
      method: 'GET',
      url: EXPORT,
      queryParams: { user_name: '张三 (a+b)', language: 'zh_CN' },
    })
    expect(asked['task_id']).toMatch(/^[0-9a-f]{32}$/)
    const task = await untilDone(asked['task_id'])
    expect(task).toMatchObject({ status: 'SUCCESS', is_download: false })

    const pathParams = { task_id: String(task['task_id']) }
    const sendForBytes = officialClient(ledger.endpoint, { responseType: 'arraybuffer' })
    const file = await sendForBytes({ method: 'GET', url: `${TASKS}/{task_id}/download`, pathParams })
    const [sheet] = await readXlsx(new Uint8Array(file.body as ArrayBuffer))
    expect(sheet?.cells[1]?.slice(0, 2)).toEqual(['', '张三 (a+b)'])

    const listed = await send({ method: 'GET', url: TASKS, queryParams: { status: 'SUCCESS', is_download: true } })
    expect(listed).toMatchObject({ count: 1, export_tasks: [{ task_id: task['task_id'], is_download: true }] })

    const data = { task_ids: [task['task_id']] }
    expect(await send({ method: 'POST', url: `${TASKS}/batch-delete`, data })).toMatchObject({ httpStatusCode: 200 })
    expect(await send({ method: 'GET', url: TASKS })).toMatchObject({ count: 0, export_tasks: [] })
  })

  it('lists connection records', async () => {
    const page = await send({
      method: 'GET',
      url: '/v2/{project_id}/connections/desktops',
      queryParams: { limit: 1, offset: 0 },
    })
    expect(page).toMatchObject({
      total_count: 1,
      records: [{ transaction_id: 't1', connection_start_time: startedAt, user_name: '张三 (a+b)', e2e_rtt: 42 }],
    })
  })

  it('is told of a bad parameter by its ClientRequestException', async () => {
    const failure = await send({ method: 'GET', url: EXPORT, queryParams: { min_e2e_rtt: 10001 } }).catch(
      (error) => error,
    )
    expect(failure).toBeInstanceOf(ClientRequestException)
    expect(failure).toMatchObject({
      httpStatusCode: 400,
      errorCode: 'WKS.00211102',
      errorMsg: expect.stringContaining('min_e2e_rtt'),
      requestId: expect.stringMatching(/^[0-9a-f]{32}$/),
    })
  })

  it('is told that its project id is missing', async () => {
    const url = EXPORT.replace('{project_id}', '%7Bproject_id%7D')
    const failure = await fetch(`${ledger.endpoint}${url}`)
    expect(failure.status).toBe(400)
    expect(await failure.json()).toMatchObject({ error_msg: expect.stringContaining('project') })
  })

  it('works for the project that its key belongs to, and no other', async () => {
    const failure = await send({ method: 'GET', url: TASKS.replace('{project_id}', 'f'.repeat(32)) }).catch(
      (error) => error,
    )
    expect(failure).toMatchObject({ httpStatusCode: 403, errorCode: 'WKS.00081102' })
    expect(ROOT.projectId).not.toBe('f'.repeat(32))
  })
})
