import { writeFile } from 'node:fs/promises'
import { gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { temporaryDirectory } from '../temporary-directory.fixture.js'
import { runCommand, type SeenRequest, sendJson, testEndpoint } from '../test-io.fixture.js'

const NDJSON = '{"n":1}\n{"n":2}\n{"n":"bad"}\n{"n":4}\n{"n":5}'

/** Takes every line but those that say `bad`. */
function ledger() {
  return testEndpoint(({ body, message }, reply) => {
    const text = (message.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString()
    const lines = text.split('\n').filter((line) => line !== '')
    const rejected = lines.flatMap((line, at) =>
      line.includes('bad')
        ? [{ line: at + 1, transaction_id: 'x', error_code: 'C', error_msg: 'n is not a number' }]
        : [],
    )
    const created = lines.length - rejected.length
    sendJson(reply, 200, { created, updated: 0, unchanged: 0, rejected_count: rejected.length, rejected })
  })
}

const bodies = (requests: readonly SeenRequest[]): string[] => requests.map(({ body }) => body.toString())

describe('import', () => {
  it('splits files into requests, sums them up, and tells rejected lines by file', async () => {
    await using directory = await temporaryDirectory()
    await using endpoint = await ledger()
    const [plain, packed] = [directory.file('a.ndjson'), directory.file('b.ndjson.gz')]
    await writeFile(plain, NDJSON)
    await writeFile(packed, gzipSync('{"n":6}\n'))
    const { code, stdout, stderr } = await runCommand(['import', '--batch', '2', plain, packed], endpoint)
    expect(bodies(endpoint.requests)).toEqual(['{"n":1}\n{"n":2}\n', '{"n":"bad"}\n{"n":4}\n', '{"n":5}', '{"n":6}\n'])
    expect(code).toBe(1)
    expect(stdout).toBe('5 created, 0 updated, 0 unchanged, 1 rejected\n')
    expect(stderr).toBe(
      `${plain}:3: n is not a number (transaction x)\ndeskledger: Lines rejected: 1. Correct them and import them again.\n`,
    )
  })

  it('takes standard input, and prints the counts as JSON', async () => {
    await using endpoint = await ledger()
    const { code, stdout, stderr } = await runCommand(['import', '-', '--json'], { ...endpoint, stdin: '{}\n{}\n' })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(JSON.parse(stdout)).toEqual({ file_count: 1, created: 2, updated: 0, unchanged: 0, rejected_count: 0 })
  })

  it('sends a file as one request when atomic, compressed when asked to', async () => {
    await using directory = await temporaryDirectory()
    await using endpoint = await ledger()
    await writeFile(directory.file('a.gz'), gzipSync('{}\n{}\n{}\n'))
    await runCommand(['import', '--atomic', '--gzip', '--batch', '1', directory.file('a.gz')], endpoint)
    expect(endpoint.requests).toHaveLength(1)
    expect(endpoint.requests[0]?.url.search).toBe('?atomic=true')
    expect(gunzipSync(endpoint.requests[0]?.body ?? '').toString()).toBe('{}\n{}\n{}\n')
  })

  it('tells the refused lines of an atomic file, and goes on with the next', async () => {
    await using directory = await temporaryDirectory()
    const rejected = [{ line: 2, error_code: 'C', error_msg: 'not JSON' }]
    await using endpoint = await testEndpoint(({ body }, reply) =>
      body.includes('bad')
        ? sendJson(reply, 400, { error_code: 'C', error_msg: 'refused', rejected_count: 1, rejected })
        : sendJson(reply, 200, { created: 1, updated: 0, unchanged: 0, rejected_count: 0, rejected: [] }),
    )
    const [bad, good] = [directory.file('bad'), directory.file('good')]
    await writeFile(bad, '{}\nbad\n')
    await writeFile(good, '{}\n')
    const { code, stdout, stderr } = await runCommand(['import', '--atomic', bad, good], endpoint)
    expect(code).toBe(1)
    expect(stdout).toBe('1 created, 0 updated, 0 unchanged, 1 rejected\n')
    expect(stderr.split('\n')).toEqual([
      `${bad}:2: not JSON`,
      `${bad}: nothing of this file was stored (--atomic)`,
      'deskledger: Lines rejected: 1. Correct the file and import it again.',
      '',
    ])
  })

  it('sends no request that would have blank lines only', async () => {
    await using endpoint = await ledger()
    const { code, stdout } = await runCommand(['import', '-', '--batch', '1'], { ...endpoint, stdin: '{}\n\r\n{}\n\n' })
    expect(code).toBe(0)
    expect(stdout).toBe('2 created, 0 updated, 0 unchanged, 0 rejected\n')
    expect(endpoint.requests).toHaveLength(2)
  })

  it('says what came through before it broke off', async () => {
    let served = 0
    await using endpoint = await testEndpoint((_, reply) =>
      served++ === 0
        ? sendJson(reply, 200, { created: 1, updated: 0, unchanged: 0, rejected_count: 0, rejected: [] })
        : sendJson(reply, 500, { error_code: 'C', error_msg: 'broken' }),
    )
    const { code, stderr } = await runCommand(['import', '-', '--batch', '1'], { ...endpoint, stdin: '{}\n{}\n' })
    expect(code).toBe(1)
    expect(stderr.split('\n')).toEqual([
      '1 created, 0 updated, 0 unchanged, 0 rejected before the import broke off; run it again, nothing is counted twice.',
      'deskledger: broken (status 500, C, request id r1)',
      '',
    ])
  })

  it('names a file that is not there, or not packed as it says, before or while reading', async () => {
    await using directory = await temporaryDirectory()
    await using endpoint = await ledger()
    const [missing, odd] = [directory.file('no'), directory.file('odd.gz')]
    await writeFile(odd, 'plain')
    expect((await runCommand(['import', missing], endpoint)).stderr).toBe(
      `deskledger: Cannot read ${missing}: there is no such file.\n`,
    )
    expect((await runCommand(['import', odd], endpoint)).stderr).toContain(`deskledger: Cannot read ${odd}: `)
    expect(endpoint.requests).toHaveLength(0)
  })
})
