import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { Agent, type ClientRequest, type IncomingMessage, request } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { signRequest } from '@deskledger/signing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Ledger, newLedger, ROOT, startLedger } from './ledger.fixture.js'

/** An hour: what ends earlier does not end because the time for requests under way is over. */
const DRAIN_SECONDS = '3600'

/** Text that makes files large; letters that do not repeat take no less room compressed. */
const FILLING = 'x'.repeat(250)
const RECORDS = 50_000

describe('a server that is told to stop', () => {
  let ledger: Ledger & AsyncDisposable
  let agent: Agent
  beforeEach(async () => {
    ledger = await newLedger({ DESKLEDGER_DRAIN_TIME: DRAIN_SECONDS })
    agent = new Agent({ keepAlive: true })
  })
  afterEach(async () => {
    agent.destroy()
    await ledger[Symbol.asyncDispose]()
  })

  const signed = (method: 'GET' | 'POST', path: string, body?: string): ClientRequest => {
    const url = `${ledger.endpoint}${path}`
    const type = body === undefined ? {} : { 'Content-Type': 'application/x-ndjson' }
    const headers = signRequest({ method, url, headers: type, body }, ROOT, new Date())
    const length = body === undefined ? {} : { 'Content-Length': body.length }
    return request(url, { method, agent, headers: { ...headers, ...length } })
  }

  /** A delivery of which the server has the first half. */
  const halfDelivered = async (body: string): Promise<ClientRequest> => {
    const delivery = signed('POST', `/v3/${ROOT.projectId}/desktops/connections`, body)
    delivery.on('error', () => {})
    delivery.write(body.slice(0, body.length / 2))
    const spool = join(ledger.dataDirectory, '.deskledger-transient')
    await expect.poll(async () => (await readdir(spool, { recursive: true })).join()).toContain('.ndjson')
    return delivery
  }

  /** A download whose first bytes are here, and of which far more are to come than there is room for on the way. */
  const begunDownload = async (taskId: string): Promise<IncomingMessage> => {
    const download = signed('GET', `/v2/${ROOT.projectId}/export-tasks/${taskId}/download`)
    download.end()
    const [answer] = (await once(download, 'response')) as [IncomingMessage]
    await once(answer, 'readable')
    return answer
  }

  const answerOf = async (sent: ClientRequest): Promise<{ status: number | undefined; body: string }> => {
    const [answer] = (await once(sent, 'response')) as [IncomingMessage]
    return { status: answer.statusCode, body: (await buffer(answer)).toString() }
  }

  const isRefused = (): Promise<boolean> =>
    new Promise((resolve) => {
      const socket = connect(Number(new URL(ledger.endpoint).port), '127.0.0.1')
      socket.once('connect', () => resolve(false)).once('error', () => resolve(true))
      socket.once('connect', () => socket.destroy())
    })

  it('ends what is under way well, takes nothing new, and ends with 0', async () => {
    await ledger.client.ingestConnectionRecords(linesOf(RECORDS, 'first'))
    const { task_id } = await ledger.client.exportUserConnection({ format: 'ndjson' })
    const task = await ledger.client.waitForExport(task_id)
    const download = await begunDownload(task_id)
    const last = linesOf(2, 'last')
    const delivery = await halfDelivered(last)

    const ended = ledger.end('SIGTERM')
    await expect.poll(isRefused).toBe(true)
    const delivered = answerOf(delivery)
    delivery.end(last.slice(last.length / 2))
    expect(await delivered).toMatchObject({ status: 200, body: expect.stringContaining('"created":2') })
    const bytes = await buffer(download)
    expect([bytes.byteLength, download.complete]).toEqual([task.byte_count, true])
    expect(await ended).toBe(0)

    const restarted = await startLedger(ledger.dataDirectory)
    expect((await restarted.client.listLoginRecords({})).total_count).toBe(RECORDS + 2)
    expect((await restarted.client.showExportTask(task_id)).is_download).toBe(true)
    await restarted.end('SIGKILL')
  })

  it('ends at once, with 1, when it is told so again', async () => {
    await halfDelivered(linesOf(2, 'lost'))
    const ended = ledger.end('SIGTERM')
    await expect.poll(isRefused).toBe(true)
    process.kill(ledger.processId, 'SIGTERM')
    expect(await ended).toBe(1)
    const restarted = await startLedger(ledger.dataDirectory)
    expect((await restarted.client.listLoginRecords({})).total_count).toBe(0)
    await restarted.end('SIGKILL')
  })
})

it('a server cuts off what is under way when the time for that is over', async () => {
  await using ledger = await newLedger({ DESKLEDGER_DRAIN_TIME: '0' })
  const socket = connect(Number(new URL(ledger.endpoint).port), '127.0.0.1')
  socket
    .on('error', () => {})
    .write('POST /v3/auth/tokens HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n')
  await once(socket, 'data')
  const closed = once(socket, 'close')
  expect(await ledger.end('SIGTERM')).toBe(0)
  await closed
})

function linesOf(count: number, prefix: string): string {
  const end = Date.now() - 60_000
  return Array.from({ length: count }, (_, place) => {
    const connection_start_time = new Date(end - place * 1000).toISOString()
    const filled = { user_name: FILLING, computer_name: FILLING, terminal_name: FILLING }
    return `${JSON.stringify({ transaction_id: `${prefix}-${place}`, connection_start_time, ...filled })}\n`
  }).join('')
}
