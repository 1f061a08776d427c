import { createHash } from 'node:crypto'
import { readFile, stat, writeFile } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { basename } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryDirectory } from '../temporary-directory.fixture.js'
import { runCommand, type SeenRequest, sendJson, testEndpoint } from '../test-io.fixture.js'

const FILE = Buffer.from('0123456789'.repeat(100))
const SHA256 = createHash('sha256').update(FILE).digest('hex')
const TASK = {
  task_id: 't1',
  status: 'SUCCESS',
  file_name: 'r.csv',
  byte_count: FILE.length,
  sha256: SHA256,
  row_count: 9,
}

/** The file by ranges, as an endpoint should. */
function sendFile({ message }: SeenRequest, reply: ServerResponse, file = FILE): void {
  const from = Number(/^bytes=(\d+)-$/.exec(message.headers.range ?? '')?.[1] ?? 0)
  if (from >= file.length) {
    sendJson(reply, 416, { error_code: 'C', error_msg: 'outside the file' })
    return
  }
  const headers = { 'Content-Length': file.length - from }
  if (from === 0) reply.writeHead(200, headers)
  else reply.writeHead(206, { ...headers, 'Content-Range': `bytes ${from}-${file.length - 1}/${file.length}` })
  reply.end(file.subarray(from))
}

function exportCenter({ task = TASK as object, download = sendFile as typeof sendFile } = {}) {
  return testEndpoint((request, reply) => {
    const { pathname } = request.url
    if (pathname.endsWith('/download')) download(request, reply)
    else if (pathname.endsWith('/connections/export')) sendJson(reply, 200, { task_id: 't1' })
    else if (pathname.endsWith('/manifest')) sendJson(reply, 200, { manifest_version: 1 })
    else sendJson(reply, 200, task)
  })
}

const ranges = (requests: readonly SeenRequest[]) =>
  requests.filter(({ url }) => url.pathname.endsWith('/download')).map(({ message }) => message.headers.range)

describe('download', () => {
  it.each<[string, Buffer | undefined, (string | undefined)[], number]>([
    ['from the beginning', undefined, [undefined], 0],
    ['from where it broke off', FILE.subarray(0, 400), ['bytes=400-'], 400],
    ['nothing when all is there', FILE, [], 1000],
    ['again when too much is there', Buffer.concat([FILE, FILE]), ['bytes=2000-', undefined], 0],
    ['again when something else is there', Buffer.alloc(400), ['bytes=400-', undefined], 0],
  ])('fetches %s', async (_, partial, asked, resumedFrom) => {
    await using directory = await temporaryDirectory()
    await using endpoint = await exportCenter()
    const out = directory.file('r.csv')
    if (partial) await writeFile(`${out}.partial`, partial)
    const { code, stdout } = await runCommand(['download', 't1', '--out', out, '--json'], endpoint)
    expect(code).toBe(0)
    const facts = { byte_count: 1000, sha256: SHA256, verified: true, resumed_from: resumedFrom }
    expect(JSON.parse(stdout)).toEqual({ task_id: 't1', file: out, ...facts })
    expect(await readFile(out)).toEqual(FILE)
    await expect(stat(`${out}.partial`)).rejects.toThrow('ENOENT')
    expect(ranges(endpoint.requests)).toEqual(asked)
  })

  it('goes on by itself after a lost connection', async () => {
    await using directory = await temporaryDirectory()
    let lost = 0
    await using endpoint = await exportCenter({
      download: (request, reply) => {
        if (lost++ > 0) return sendFile(request, reply)
        reply.writeHead(200, { 'Content-Length': FILE.length }).write(FILE.subarray(0, 300), () => {
          setImmediate(() => reply.destroy())
        })
      },
    })
    const out = directory.file('r.csv')
    const { code } = await runCommand(['download', 't1', '--out', out], endpoint)
    expect(code).toBe(0)
    expect(await readFile(out)).toEqual(FILE)
    expect(ranges(endpoint.requests)).toEqual([undefined, 'bytes=300-'])
  })

  it('refuses a file that is not what the task tells, and leaves nothing', async () => {
    await using directory = await temporaryDirectory()
    await using endpoint = await exportCenter({
      download: (request, reply) => sendFile(request, reply, Buffer.alloc(1000)),
    })
    const out = directory.file('r.csv')
    const { code, stdout, stderr } = await runCommand(['download', 't1', '--out', out], endpoint)
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toContain('came damaged')
    await expect(stat(out)).rejects.toThrow('ENOENT')
    await expect(stat(`${out}.partial`)).rejects.toThrow('ENOENT')
  })

  it('keeps what came when the connection is lost for good', async () => {
    await using directory = await temporaryDirectory()
    await using endpoint = await exportCenter({ download: (_, reply) => sendJson(reply, 500, { error_code: 'C' }) })
    const out = directory.file('r.csv')
    await writeFile(`${out}.partial`, FILE.subarray(0, 400))
    expect((await runCommand(['download', 't1', '--out', out], endpoint)).code).toBe(1)
    expect(await readFile(`${out}.partial`)).toEqual(FILE.subarray(0, 400))
  })

  it('says when it could not be checked', async () => {
    await using directory = await temporaryDirectory()
    const { sha256: _, ...task } = TASK
    await using endpoint = await exportCenter({ task })
    const { stderr } = await runCommand(['download', 't1', '--out', directory.file('r')], endpoint)
    expect(stderr).toBe('The endpoint tells no digest, so the file could not be checked.\n')
  })
})

describe('export', () => {
  it.each([
    ['r.csv', [], 'csv'],
    ['r.XLSX', [], 'xlsx'],
    ['r.dat', ['--format', 'csv'], 'csv'],
    ['r.xlsx', ['--format', 'xlsx'], 'xlsx'],
    ['r.parquet', [], 'parquet'],
    ['r.csv.gz', [], 'csv', 'gzip'],
    ['r.NDJSON.GZ', [], 'ndjson', 'gzip'],
    ['r.ndjson', ['--compression', 'gzip'], 'ndjson', 'gzip'],
  ])('to %s with %j asks for the format %s', async (name, words, format, compression?: string) => {
    await using directory = await temporaryDirectory()
    await using endpoint = await exportCenter()
    const out = directory.file(name)
    const { code, stdout, stderr } = await runCommand(['export', '--out', out, '--domain', 'corp', ...words], endpoint)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toBe(`${out}  9 rows  1,000 bytes  sha256 ${SHA256}\n`)
    const query = endpoint.requests[0]?.url.searchParams
    const asked = ['format', 'compression', 'domain'].map((parameter) => query?.get(parameter))
    expect(asked).toEqual([format, compression ?? null, 'corp'])
    expect(await readFile(out)).toEqual(FILE)
  })

  it('saves the manifest, and never takes up what another task left', async () => {
    await using directory = await temporaryDirectory()
    await using endpoint = await exportCenter()
    const [out, manifest] = [directory.file('r.csv'), directory.file('m.json')]
    await writeFile(`${out}.partial`, FILE.subarray(0, 10))
    const { stdout } = await runCommand(['export', '--out', out, '--manifest', manifest, '--json'], endpoint)
    expect(JSON.parse(stdout)).toMatchObject({
      task_id: 't1',
      row_count: 9,
      byte_count: 1000,
      verified: true,
      manifest,
    })
    expect(JSON.parse(await readFile(manifest, 'utf8'))).toEqual({ manifest_version: 1 })
    expect(ranges(endpoint.requests)).toEqual([undefined])
  })

  it('tells why an export failed', async () => {
    await using directory = await temporaryDirectory()
    await using endpoint = await exportCenter({ task: { ...TASK, status: 'FAIL', fail_reason: 'The disk is full.' } })
    const out = directory.file('r.csv')
    const { code, stderr } = await runCommand(['export', '--out', out], endpoint)
    expect(code).toBe(1)
    expect(stderr).toBe(
      'deskledger: Export task t1 ended without a file: The disk is full. Ask for a new export once that is settled.\n',
    )
    await expect(stat(out)).rejects.toThrow(basename(out))
  })
})
