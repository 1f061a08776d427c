import { expect, it } from 'vitest'
import { newLedger, ROOT } from './ledger.fixture.js'

it('a server tells whether it is ready, and counts what it did on a port of its own', async () => {
  await using ledger = await newLedger({ DESKLEDGER_METRICS_PORT: '0' })
  const [, metricsUrl = ''] = /^metrics on (http:\S+)$/m.exec(ledger.greeting()) ?? []
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
