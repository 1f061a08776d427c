import { describe, expect, it } from 'vitest'
import {
  ApiError,
  AuthenticationError,
  ConflictError,
  ConnectionError,
  InvalidRequestError,
  LinesRefusedError,
  NotFoundError,
  PermissionError,
  ServerError,
  TooManyRequestsError,
} from './errors.js'
import { type Answer, hangUp, json, scriptedEndpoint } from './scripted-endpoint.fixture.js'

const OK = json(200, { ok: true })
const refused = (status: number, headers: Record<string, string> = {}): Answer =>
  json(status, { error_code: 'C', error_msg: 'told why', request_id: 'r1' }, headers)

describe('failures', () => {
  it.each([
    [302, ApiError],
    [400, InvalidRequestError],
    [401, AuthenticationError],
    [403, PermissionError],
    [404, NotFoundError],
    [409, ConflictError],
    [410, NotFoundError],
    [413, InvalidRequestError],
    [429, TooManyRequestsError],
    [500, ServerError],
    [503, ServerError],
  ])('status %i is its own class', async (status, Class) => {
    await using endpoint = await scriptedEndpoint([refused(status)], { retry: { attempts: 1 } })
    const error = await endpoint.client.listLoginRecords().catch((thrown: unknown) => thrown)
    expect((error as ApiError).constructor).toBe(Class)
    expect(error).toMatchObject({ name: Class.name, status, code: 'C', message: 'told why', requestId: 'r1' })
  })

  it.each<[string, Answer, object]>([
    ['a failure of a proxy', (reply) => reply.writeHead(502).end('<html>'), { status: 502, code: '' }],
    ['a success that is not JSON', (reply) => reply.end('<html>'), { status: 200, code: '' }],
  ])('%s asks for the right endpoint', async (_, answer, facts) => {
    await using endpoint = await scriptedEndpoint([answer])
    const error = await endpoint.client.listLoginRecords().catch((thrown: unknown) => thrown)
    expect(error).toMatchObject(facts)
    expect((error as Error).message).toContain('is this the right endpoint?')
  })

  it.each<[string, object, Record<string, string>, object]>([
    ['a service', { error_code: 'WKS.1', error_msg: 'm', request_id: 'r' }, {}, { code: 'WKS.1', requestId: 'r' }],
    [
      'IAM',
      { error_code: 'IAM.0001', error_msg: 'm' },
      { 'X-IAM-Trace-Id': 'i' },
      { code: 'IAM.0001', requestId: 'i' },
    ],
    [
      'Keystone',
      { error: { code: 400, message: 'm', title: 'Bad Request' } },
      { 'X-Request-Id': 'h' },
      { code: '400', requestId: 'h' },
    ],
  ])('the body of %s is read', async (_, body, headers, facts) => {
    await using endpoint = await scriptedEndpoint([json(400, body, headers)])
    const error = await endpoint.client.listRegions().catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(InvalidRequestError)
    expect(error).toMatchObject({ status: 400, message: 'm', ...facts })
  })

  it('an atomic delivery tells the refused lines', async () => {
    const rejected = [{ line: 2, error_code: 'C', error_msg: 'not JSON' }]
    const answer = json(400, { error_code: 'C', error_msg: 'refused', rejected_count: 7, rejected })
    await using endpoint = await scriptedEndpoint([answer])
    const error = await endpoint.client.ingestConnectionRecords('{}', { atomic: true }).catch((thrown) => thrown)
    expect(error).toBeInstanceOf(LinesRefusedError)
    expect(error).toBeInstanceOf(InvalidRequestError)
    expect(error).toMatchObject({ message: 'refused', rejectedCount: 7, rejected })
  })

  it('a lost connection keeps its cause', async () => {
    await using endpoint = await scriptedEndpoint([hangUp], { retry: { attempts: 1 } })
    const error = await endpoint.client.listLoginRecords().catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ConnectionError)
    expect((error as ConnectionError).cause).toBeInstanceOf(Error)
  })
})

describe('retries', () => {
  it('waits twice as long each time, up to the bound', async () => {
    const retry = { attempts: 5, firstDelayMs: 100, maxDelayMs: 300, random: () => 0.5 }
    const waited: number[] = []
    await using endpoint = await scriptedEndpoint([hangUp, hangUp, hangUp, hangUp, OK], {
      retry: { ...retry, wait: async (delayMs) => void waited.push(delayMs) },
    })
    await endpoint.client.listLoginRecords()
    expect(waited).toEqual([75, 150, 225, 225])
  })

  it.each([
    ['2', 2000],
    ['Wed, 04 Mar 2026 05:06:10 GMT', 3000],
    ['soon', 100],
  ])('takes Retry-After %s', async (retryAfter, delayMs) => {
    await using endpoint = await scriptedEndpoint([refused(429, { 'Retry-After': retryAfter }), OK])
    await endpoint.client.listLoginRecords()
    expect(endpoint.delaysMs).toEqual([delayMs])
  })

  it('gives up at once when Retry-After is too long', async () => {
    await using endpoint = await scriptedEndpoint([refused(503, { 'Retry-After': '61' }), OK])
    await expect(endpoint.client.listLoginRecords()).rejects.toMatchObject({ retryAfterMs: 61_000 })
    expect(endpoint.requests).toHaveLength(1)
  })

  it('gives up after four tries, each signed', async () => {
    await using endpoint = await scriptedEndpoint([hangUp, hangUp, hangUp, hangUp, OK])
    await expect(endpoint.client.deleteExportTasks(['t'])).rejects.toThrow(ConnectionError)
    expect(endpoint.requests.map(({ isSignatureValid }) => isSignatureValid)).toEqual([true, true, true, true])
  })

  it.each([400, 401, 403, 404, 409, 500, 502])('never repeats after status %i', async (status) => {
    await using endpoint = await scriptedEndpoint([refused(status), OK])
    await expect(endpoint.client.listLoginRecords()).rejects.toMatchObject({ status })
    expect(endpoint.requests).toHaveLength(1)
  })

  it('delivers again after a lost connection', async () => {
    await using endpoint = await scriptedEndpoint([hangUp, OK])
    await endpoint.client.ingestConnectionRecords('{}\n')
    expect(endpoint.requests.map(({ body }) => body.toString())).toEqual(['{}\n', '{}\n'])
  })

  it.each([429, 503])('asks for an export again after %i', async (status) => {
    await using endpoint = await scriptedEndpoint([refused(status), json(200, { task_id: 't' })])
    expect(await endpoint.client.exportUserConnection()).toEqual({ task_id: 't' })
  })

  it('does not ask for an export again when its outcome is unknown', async () => {
    const cutShort: Answer = (reply) => {
      reply.writeHead(200, { 'Content-Length': '100' }).write('{"task_id"')
      setImmediate(() => reply.destroy())
    }
    for (const answer of [hangUp, cutShort]) {
      await using endpoint = await scriptedEndpoint([answer, OK])
      await expect(endpoint.client.exportUserConnection()).rejects.toThrow(ConnectionError)
      expect(endpoint.requests).toHaveLength(1)
    }
  })

  it('stops with the reason of the signal, while waiting too', async () => {
    const reason = new Error('enough')
    const controller = new AbortController()
    await using endpoint = await scriptedEndpoint(
      [
        (reply) => {
          reply.writeHead(503).end()
          setImmediate(() => controller.abort(reason))
        },
      ],
      { retry: { firstDelayMs: 60_000, maxDelayMs: 60_000 } },
    )
    await expect(endpoint.client.listLoginRecords({}, { signal: controller.signal })).rejects.toBe(reason)
    await expect(endpoint.client.listLoginRecords({}, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
    expect(endpoint.requests).toHaveLength(1)
  })
})
