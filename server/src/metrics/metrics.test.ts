import { readFile } from 'node:fs/promises'
import type { ExportTask } from '@deskledger/domain'
import { OVERLOADS, SIZE_LIMITS } from '@deskledger/http'
import { describe, expect, it } from 'vitest'
import { levelsOf } from './levels.js'
import { Metrics } from './metrics.js'
import { serveMetrics } from './metrics-server.js'

const SOURCES = {
  directory: { root: '/', database: '/nowhere/ledger.duckdb' },
  tasks: { unfinished: async () => [{}, {}] as ExportTask[] },
  queryLoad: () => ({ running: 3, waiting: 4 }),
  isReady: async () => false,
}

/** Lines of the text that begin so. */
async function linesOf(metrics: Metrics, start: string): Promise<string[]> {
  return (await metrics.text()).split('\n').filter((line) => line.startsWith(start))
}

const answered = (status: number, errorCode?: string) => ({
  operation: 'ListExportTasks' as const,
  status,
  errorCode,
  seconds: 0.03,
})

describe('metrics', () => {
  it('count answers by operation and class of status, and what was shed by its code', async () => {
    const metrics = new Metrics([])
    for (const answer of [answered(200), answered(204), answered(429, 'APIGW.0308'), answered(503)]) {
      metrics.began()
      metrics.answered(answer)
    }
    metrics.began()
    expect(await linesOf(metrics, 'deskledger_requests_in_flight ')).toEqual(['deskledger_requests_in_flight 1'])
    expect(await linesOf(metrics, 'deskledger_request_duration_seconds_count')).toEqual([
      'deskledger_request_duration_seconds_count{operation="ListExportTasks",status="2xx"} 2',
      'deskledger_request_duration_seconds_count{operation="ListExportTasks",status="4xx"} 1',
      'deskledger_request_duration_seconds_count{operation="ListExportTasks",status="5xx"} 1',
    ])
    expect(await linesOf(metrics, 'deskledger_requests_shed_total')).toEqual([
      'deskledger_requests_shed_total{operation="ListExportTasks",error_code="APIGW.0308"} 1',
      'deskledger_requests_shed_total{operation="ListExportTasks",error_code="none"} 1',
    ])
  })

  it('count refusals by the limit that was met, and slow clients by what they were slow at', async () => {
    const metrics = new Metrics([])
    metrics.refused('unprovenBodiesOfAddress')
    metrics.refused('bytesOfUserPerSecond')
    metrics.refused('bytesOfUserPerSecond')
    metrics.cutOff('slow-sender')
    metrics.cutOff('slow-reader')
    expect(await linesOf(metrics, 'deskledger_overloads_total')).toEqual([
      'deskledger_overloads_total{limit="unprovenBodiesOfAddress"} 1',
      'deskledger_overloads_total{limit="bytesOfUserPerSecond"} 2',
    ])
    expect(await linesOf(metrics, 'deskledger_slow_clients_total')).toEqual([
      'deskledger_slow_clients_total{reason="slow-sender"} 1',
      'deskledger_slow_clients_total{reason="slow-reader"} 1',
    ])
  })

  it('count what was too large by its limit, and connections that were closed by why', async () => {
    const metrics = new Metrics([])
    metrics.oversized('ingestDecodedRatio')
    metrics.oversized('ingestLineBytes', 3)
    metrics.closed('idle')
    metrics.closed('too-many')
    expect(await linesOf(metrics, 'deskledger_oversized_total')).toEqual([
      'deskledger_oversized_total{limit="ingestDecodedRatio"} 1',
      'deskledger_oversized_total{limit="ingestLineBytes"} 3',
    ])
    expect(await linesOf(metrics, 'deskledger_connections_closed_total')).toEqual([
      'deskledger_connections_closed_total{reason="idle"} 1',
      'deskledger_connections_closed_total{reason="too-many"} 1',
    ])
  })

  it('count lines by what became of them', async () => {
    const metrics = new Metrics([])
    metrics.ingested({ created: 2, updated: 0, unchanged: 1, refusedCount: 3 })
    expect(await linesOf(metrics, 'deskledger_ingest_')).toEqual([
      'deskledger_ingest_lines_total{result="created"} 2',
      'deskledger_ingest_lines_total{result="updated"} 0',
      'deskledger_ingest_lines_total{result="unchanged"} 1',
      'deskledger_ingest_lines_total{result="refused"} 3',
      'deskledger_ingest_batches_total 1',
    ])
  })

  it('count exports by their end, and what is in their files', async () => {
    const metrics = new Metrics([])
    const createdAt = new Date(0)
    const task = { request: { format: 'csv' }, createdAt, endedAt: new Date(2000) }
    metrics.exported({ ...task, status: 'SUCCESS', file: { rowCount: 7, byteCount: 70 } } as ExportTask)
    metrics.exported({ ...task, status: 'FAIL' } as ExportTask)
    expect(await linesOf(metrics, 'deskledger_export_duration_seconds_sum')).toEqual([
      'deskledger_export_duration_seconds_sum{format="csv",status="SUCCESS"} 2',
      'deskledger_export_duration_seconds_sum{format="csv",status="FAIL"} 2',
    ])
    expect(await linesOf(metrics, 'deskledger_exported_')).toEqual([
      'deskledger_exported_rows_total{format="csv"} 7',
      'deskledger_exported_bytes_total{format="csv"} 70',
    ])
  })

  it('look levels up when they are read', async () => {
    const metrics = new Metrics(levelsOf(SOURCES))
    const told = Object.fromEntries((await linesOf(metrics, 'deskledger_')).map((line) => line.split(' ')))
    expect(told).toMatchObject({
      deskledger_ready: '0',
      deskledger_queries_running: '3',
      deskledger_queries_waiting: '4',
      deskledger_export_tasks_unfinished: '2',
      deskledger_database_bytes: '0',
    })
    expect(Number(told['deskledger_disk_free_bytes'])).toBeGreaterThan(0)
  })

  it('are all in the documentation, and nothing else is', async () => {
    const page = await readFile(new URL('../../../docs/howto/monitor.md', import.meta.url), 'utf8')
    const documented = [...page.matchAll(/^\| `(deskledger_\w+)`/gm)].map(([, name]) => name)
    const text = await new Metrics(levelsOf(SOURCES)).text()
    const served = [...text.matchAll(/^# TYPE (deskledger_\w+) /gm)].map(([, name]) => name)
    expect(documented.sort()).toEqual(served.sort())
    for (const limit of [...SIZE_LIMITS, ...OVERLOADS]) expect(page).toContain(`\`${limit}\``)
  })
})

describe('the server of the metrics', () => {
  it('answers GET /metrics and nothing else', async () => {
    const server = await serveMetrics(new Metrics([]), { host: '127.0.0.1', port: 0 })
    try {
      const answer = await fetch(server.url)
      expect([answer.status, answer.headers.get('content-type')]).toEqual([
        200,
        'text/plain; version=0.0.4; charset=utf-8',
      ])
      expect(await answer.text()).toContain('process_resident_memory_bytes')
      expect((await fetch(server.url, { method: 'POST' })).status).toBe(405)
      expect((await fetch(new URL('/', server.url))).status).toBe(404)
    } finally {
      await server.close()
    }
    await expect(fetch(server.url)).rejects.toThrow('fetch failed')
  })
})
