import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { signRequest } from '@deskledger/signing'
import { describe, expect, it } from 'vitest'
import { deskledger, newLedger, ROOT, startLedger, temporaryDirectory } from './ledger.fixture.js'
import { readCsv } from './readers.fixture.js'

describe('serve', () => {
  it('answers HEAD on the export route without creating a task', async () => {
    await using ledger = await newLedger()
    const url = `${ledger.endpoint}/v3/${ROOT.projectId}/desktops/connections/export`
    const status = async (method: string): Promise<number | undefined> => {
      const headers = signRequest({ method, url }, ROOT, new Date())
      return new Promise((resolve, reject) => {
        request(url, { method, headers }, (answer) => resolve(answer.resume().statusCode))
          .on('error', reject)
          .end()
      })
    }
    expect(await status('HEAD')).toBe(405)
    expect(await ledger.client.listExportTasks({})).toMatchObject({ count: 0 })
    // The control: the same request as GET does create one.
    expect(await status('GET')).toBe(200)
    expect(await ledger.client.listExportTasks({})).toMatchObject({ count: 1 })
  })

  it('lets a second server on the same data directory end with 4 and a clear line', async () => {
    await using ledger = await newLedger()
    const second = await deskledger(['serve', '--port', '0', '--data-dir', ledger.dataDirectory])
    expect(second).toMatchObject({ code: 4, stdout: '' })
    expect(second.stderr.trim()).toMatch(/ledger\.duckdb is in use by another process; .*$/)
    expect((await ledger.client.listLoginRecords({})).total_count).toBe(0)
  })

  it('tells the new credentials on the first start that succeeds, though one failed before', async () => {
    await using other = await newLedger()
    await using directory = await temporaryDirectory()
    const data = join(directory.path, 'data')
    const failed = await deskledger(['serve', '--port', new URL(other.endpoint).port, '--data-dir', data])
    expect(failed).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('EADDRINUSE') })
    const started = await startLedger(data, { DESKLEDGER_ROOT_ACCESS_KEY: '', DESKLEDGER_ROOT_SECRET_KEY: '' })
    expect(started.greeting()).toContain('secret key')
    expect(await started.end('SIGTERM')).toBe(0)
  })

  it('tells every bad setting at once and ends with 2', async () => {
    const ended = await deskledger(['serve', '--port', 'eighty'], {
      DESKLEDGER_EXPORT_FORMAT: 'pdf',
      DESKLEDGER_EXPORT_WINDOW_DAYS: '-1',
    })
    expect(ended).toMatchObject({ code: 2, stdout: '' })
    for (const name of ['DESKLEDGER_PORT', 'DESKLEDGER_EXPORT_FORMAT', 'DESKLEDGER_EXPORT_WINDOW_DAYS']) {
      expect(ended.stderr).toContain(name)
    }
  })

  it('refuses a damaged database with 3 and leaves it as it is', async () => {
    await using directory = await temporaryDirectory()
    const data = join(directory.path, 'data')
    await mkdir(data)
    await writeFile(join(data, 'ledger.duckdb'), 'this is no database, but somebody may want it')
    const ended = await deskledger(['serve', '--port', '0', '--data-dir', data])
    expect(ended).toMatchObject({ code: 3, stdout: '' })
    expect(ended.stderr).toContain('ledger.duckdb')
    expect(await readFile(join(data, 'ledger.duckdb'), 'utf8')).toBe('this is no database, but somebody may want it')
  })

  it('stops on SIGTERM with 0 and keeps what it acknowledged', async () => {
    await using directory = await temporaryDirectory()
    const data = join(directory.path, 'data')
    const first = await startLedger(data)
    await first.client.ingestConnectionRecords(linesOf(10))
    expect(await first.end('SIGTERM')).toBe(0)
    const second = await startLedger(data)
    expect((await second.client.listLoginRecords({})).total_count).toBe(10)
    await second.end('SIGKILL')
  })

  it('keeps its files from other users', async () => {
    await using ledger = await newLedger()
    await ledger.client.ingestConnectionRecords(linesOf(10))
    const { body } = await ledger.client.exportConnections({ format: 'csv' }, { pollMs: 20 })
    await body.cancel()
    const files = await readdir(ledger.dataDirectory, { recursive: true })
    for (const file of ['.', ...files]) {
      expect([file, (await stat(join(ledger.dataDirectory, file))).mode & 0o077]).toEqual([file, 0])
    }
    expect(files.length).toBeGreaterThan(5)
  })

  it('keeps every acknowledged record through kill -9', async () => {
    await using directory = await temporaryDirectory()
    const data = join(directory.path, 'data')
    let acknowledged = 0
    for (let life = 0; life < 3; life += 1) {
      const ledger = await startLedger(data)
      expect((await ledger.client.listLoginRecords({})).total_count).toBeGreaterThanOrEqual(acknowledged)
      for (let batch = 0; batch < 5; batch += 1) {
        acknowledged += (await ledger.client.ingestConnectionRecords(linesOf(20, `${life}-${batch}-`))).created
      }
      await ledger.end('SIGKILL')
    }
    const ledger = await startLedger(data)
    expect((await ledger.client.listLoginRecords({})).total_count).toBe(acknowledged)
    expect(acknowledged).toBe(300)
    await ledger.end('SIGKILL')
  })

  it.each<[NodeJS.Signals, number | null]>([
    ['SIGKILL', null],
    ['SIGTERM', 0],
  ])('finishes a task interrupted by %s, and never shows a partial file', async (signal, code) => {
    await using directory = await temporaryDirectory()
    const data = join(directory.path, 'data')
    // So many that the export runs for seconds after its first progress, which is told once a second.
    const rows = 500_000
    const interrupted = await startLedger(data)
    for (let batch = 0; batch < 10; batch += 1) {
      await interrupted.client.ingestConnectionRecords(linesOf(rows / 10, `${batch}-`))
    }
    const { task_id } = await interrupted.client.exportUserConnection({ format: 'xlsx' })
    let progress = 0
    while (progress === 0) {
      progress = (await interrupted.client.showExportTask(task_id)).progress.rows_written
      expect(await publishedFiles(data)).toEqual([])
      await pause(5)
    }
    expect(await interrupted.end(signal)).toBe(code)
    expect(await publishedFiles(data)).toEqual([])

    const ledger = await startLedger(data)
    // What comes after the cut-off must not be in the file.
    await ledger.client.ingestConnectionRecords(linesOf(10, 'late-'))
    const deadline = Date.now() + 60_000
    let task = await ledger.client.showExportTask(task_id)
    while (task.status === 'CREATING' && Date.now() < deadline) {
      await pause(50)
      task = await ledger.client.showExportTask(task_id)
    }
    expect(task).toMatchObject({ status: 'SUCCESS', row_count: rows })
    expect(await publishedFiles(data)).toHaveLength(1)
    const { body } = await ledger.client.downloadExportFile(task_id)
    expect((await new Response(body).arrayBuffer()).byteLength).toBe(task.byte_count)
    await ledger.end('SIGKILL')
  })

  it('removes a file with its task, twice without harm', async () => {
    await using directory = await temporaryDirectory()
    const data = join(directory.path, 'data')
    const first = await startLedger(data)
    await first.client.ingestConnectionRecords(linesOf(3))
    const { task, body } = await first.client.exportConnections({ format: 'csv' }, { pollMs: 20 })
    expect(readCsv(new Uint8Array(await new Response(body).arrayBuffer()))).toHaveLength(4)
    await first.client.deleteExportTasks([task.task_id])
    await first.client.deleteExportTasks([task.task_id])
    expect(await publishedFiles(data)).toEqual([])
    await expect(first.client.downloadExportFile(task.task_id)).rejects.toMatchObject({ status: 404 })
    await first.end('SIGKILL')
  })
})

/** Files that a download could serve: neither temporary nor beside one. */
async function publishedFiles(data: string): Promise<string[]> {
  return (await readdir(join(data, 'exports'))).filter((name) => !name.startsWith('.'))
}

function linesOf(count: number, prefix = ''): string {
  const end = Date.now() - 60_000
  return Array.from(
    { length: count },
    (_, place) =>
      `${JSON.stringify({
        transaction_id: `${prefix}${place}`,
        connection_start_time: new Date(end - place * 1000).toISOString(),
        user_name: `user-${place % 100}`,
        computer_name: `PC-${place % 77}`,
        e2e_rtt: place % 300,
      })}\n`,
  ).join('')
}
