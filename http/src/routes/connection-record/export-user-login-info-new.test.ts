import { once } from 'node:events'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { PROJECT, TestApplication } from '../../application.fixture.js'

const EXPORT = `/v2/${PROJECT}/connections/desktops/export`

describe('an export into the answer', () => {
  let test: TestApplication
  beforeEach(async () => {
    test = await TestApplication.start()
  })
  afterEach(async () => {
    // Whatever happened, what was held is released.
    await vi.waitFor(() => expect(test.released).toHaveLength(test.rendered.length))
    await test.stop()
  })

  /** Asks over a connection: only there an answer has an end. */
  const answered = (path: string): Promise<string> => test.exchange(test.head(path))

  it('is the file, of unknown length', async () => {
    const [head = '', body] = (await answered(EXPORT)).split('\r\n\r\n')
    expect(head).toMatch(/^HTTP\/1\.1 200 /)
    const headers = head.toLowerCase()
    expect(headers).toContain('\r\ncontent-type: application/octet-stream\r\n')
    expect(headers).toContain('filename="connectionrecords_20260102030405.xlsx"')
    expect(headers).toContain('\r\ntransfer-encoding: chunked')
    expect(headers).toMatch(/\r\nx-request-id: [0-9a-f]{32}\r\n/)
    expect(headers).toContain('\r\ncache-control: no-store')
    expect(headers).not.toContain('content-length')
    expect(body).toBe('6\r\nrows:\n\r\n4\r\none\n\r\n0')
  })

  it('is of the records that its query is about, as they were when it was asked for', async () => {
    const filter = 'start_time=2020-01-01T00:00Z&end_time=2020-01-02T00:00Z&user_name=u&computer_name=c&terminal_type=t'
    await answered(`${EXPORT}?${filter}&format=csv&language=zh-cn`)
    expect(test.rendered).toEqual([
      {
        query: {
          projectId: PROJECT,
          startedFrom: new Date('2020-01-01'),
          startedUntil: new Date('2020-01-02'),
          userName: 'u',
          computerName: 'c',
          terminalType: 't',
        },
        cutOff: { sequence: 7, at: test.now },
      },
    ])
  })

  it('is of all records when no times are given', async () => {
    await answered(EXPORT)
    expect(test.rendered).toMatchObject([{ query: { startedFrom: undefined, startedUntil: undefined } }])
  })

  it.each([
    ['start_time=2026-01-01T00:00Z', 'end_time'],
    ['end_time=2026-01-01T00:00Z', 'start_time'],
    ['start_time=2026-01-02T00:00Z&end_time=2026-01-01T00:00Z', 'start_time'],
    ['columns=colour', 'columns'],
    ['time_zone=Nowhere', 'time_zone'],
  ])('is refused for %s, naming %s', async (query, parameter) => {
    const response = await test.call(`${EXPORT}?${query}`)
    expect([response.statusCode, response.json().error_code]).toEqual([400, 'WKS.00211102'])
    expect(response.json().error_msg).toMatch(new RegExp(`^${parameter} `))
  })

  it('does not filter by what the operation has not', async () => {
    expect(await answered(`${EXPORT}?public_ip=10.0.0.1`)).toMatch(/\r\nx-deskledger-ignored: public_ip\r\n/)
    expect(test.rendered[0]?.query.publicIp).toBeUndefined()
  })

  it('is one of two at a time, and none later than its end', async () => {
    let finish = () => {}
    const finished = new Promise<void>((resolve) => {
      finish = resolve
    })
    test.onRender = async function* () {
      await finished
      yield Buffer.from('late\n')
    }
    const running = [answered(EXPORT), answered(EXPORT)]
    await vi.waitFor(() => expect(test.rendered).toHaveLength(2))
    const refused = await test.call(EXPORT)
    expect([refused.statusCode, refused.json().error_code]).toEqual([503, 'WKS.00050902'])
    expect(refused.headers['retry-after']).toBe('5')
    finish()
    for (const answer of await Promise.all(running)) expect(answer).toContain('late\n')
    await vi.waitFor(() => expect(test.released).toHaveLength(2))
    expect(await answered(EXPORT)).toMatch(/^HTTP\/1\.1 200 /)
  })

  it.each(['1.1', '1.0'])('that fails midway never looks whole, in HTTP/%s', async (version) => {
    test.onRender = async function* () {
      yield Buffer.from('half\n')
      throw new Error('the engine broke')
    }
    const socket = await test.connection()
    const received: Buffer[] = []
    socket.on('data', (piece: Buffer) => received.push(piece))
    socket.write(test.head(EXPORT).replace('HTTP/1.1', `HTTP/${version}`))
    const [error] = await once(socket, 'error')
    expect(error.code).toBe('ECONNRESET')
    expect(Buffer.concat(received).toString()).not.toMatch(/\r\n0\r\n\r\n$/)
  })

  it('stops the engine when its client leaves', async () => {
    let stopped: AbortSignal | undefined
    test.onRender = async function* (signal) {
      stopped = signal
      yield Buffer.from('first\n')
      await once(signal ?? new AbortController().signal, 'abort')
      signal?.throwIfAborted()
    }
    const socket = await test.connection()
    socket.write(test.head(EXPORT))
    await once(socket, 'data')
    await vi.waitFor(() => expect(stopped).toBeDefined())
    expect(stopped?.aborted).toBe(false)
    socket.destroy()
    await vi.waitFor(() => expect(stopped?.aborted).toBe(true))
  })
})
