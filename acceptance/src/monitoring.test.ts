import { DeskledgerClient } from '@deskledger/client'
import { expect, it } from 'vitest'
import { type Ledger, newLedger, ROOT } from './ledger.fixture.js'

function metricsUrlOf(ledger: Ledger): string {
  const [, url = ''] = /^metrics on (http:\S+)$/m.exec(ledger.greeting()) ?? []
  return url
}

it('a server tells whether it is ready, and counts what it did on a port of its own', async () => {
  await using ledger = await newLedger({ DESKLEDGER_METRICS_PORT: '0' })
  const metricsUrl = metricsUrlOf(ledger)
  const ready = await fetch(`${ledger.endpoint}/readyz`)
  expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready' }])

  const connection_start_time = new Date(Date.now() - 60_000).toISOString()
  const line = { transaction_id: 't', connection_start_time, user_name: 'a very private name' }
  await ledger.client.ingestConnectionRecords(`${JSON.stringify(line)}\nno record\n`)
  await ledger.client.listLoginRecords({ user_name: 'a very private name' })
  const { body } = await ledger.client.exportConnections({ format: 'csv' })
  await new Response(body).arrayBuffer()

  const text = await (await fetch(metricsUrl)).text()
  for (const told of [
    'deskledger_ready 1',
    'deskledger_ingest_lines_total{result="created"} 1',
    'deskledger_ingest_lines_total{result="refused"} 1',
    'deskledger_request_duration_seconds_count{operation="ListLoginRecordsNew",status="2xx"} 1',
    'deskledger_export_duration_seconds_count{format="csv",status="SUCCESS"} 1',
    'deskledger_exported_rows_total{format="csv"} 1',
    'deskledger_export_tasks_unfinished 0',
  ]) {
    expect(text).toContain(`${told}\n`)
  }
  for (const secret of ['private name', ROOT.projectId, ROOT.accessKey, ROOT.secretKey]) {
    expect(text).not.toContain(secret)
  }
  // The public address has no metrics.
  expect((await fetch(`${ledger.endpoint}/metrics`)).status).toBe(404)
})

it.each([
  ['DESKLEDGER_MAX_PROJECT_TASKS', /A project may have 1 unfinished export tasks/],
  ['DESKLEDGER_MAX_USER_TASKS', /and 1 of one user/],
])('more unfinished exports than %s allows are refused with 429 and counted', async (setting, told) => {
  await using ledger = await newLedger({ DESKLEDGER_METRICS_PORT: '0', DESKLEDGER_FAULTS: 'true', [setting]: '1' })
  const client = new DeskledgerClient({ endpoint: ledger.endpoint, ...ROOT, retry: { attempts: 1 } })
  await client.admin.addFault(ROOT.projectId, { kind: 'hold-export', seconds: 600 })
  await client.exportUserConnection({ format: 'csv' })
  await expect(client.exportUserConnection({ format: 'csv' })).rejects.toMatchObject({
    status: 429,
    message: expect.stringMatching(told),
  })
  const text = await (await fetch(metricsUrlOf(ledger))).text()
  expect(text).toContain('deskledger_overloads_total{limit="exportTasks"} 1\n')
})

it('bombs of compression and of lines do no harm, and are counted', async () => {
  await using ledger = await newLedger({ DESKLEDGER_METRICS_PORT: '0' })
  const { client } = ledger
  const blank = ' '.repeat(64 * 1_048_576)
  await expect(client.ingestConnectionRecords(blank, { gzip: true })).rejects.toMatchObject({ status: 413 })
  const good = '{"transaction_id":"t","connection_start_time":"2026-01-01T00:00:00Z"}'
  const long = `{"transaction_id":"${'x'.repeat(2 * 1_048_576)}"}`
  expect(await client.ingestConnectionRecords(`${long}\n${good}\n${long}`)).toMatchObject({
    created: 1,
    rejected_count: 2,
  })
  const text = await (await fetch(metricsUrlOf(ledger))).text()
  expect(text).toContain('deskledger_oversized_total{limit="ingestDecodedRatio"} 1\n')
  expect(text).toContain('deskledger_oversized_total{limit="ingestLineBytes"} 2\n')
})
