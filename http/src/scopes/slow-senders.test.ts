import { createHash } from 'node:crypto'
import type { Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type { Overload } from '../admission/admission-limits.js'
import { AMPLE, type Call, KEY, OTHER_PROJECT, PROJECT, TestApplication } from '../application.fixture.js'
import type { HttpParts } from '../http-parts.js'
import type { CutOff } from '../observation/observer.js'
import { UNOBSERVED } from '../observation/unobserved.fixture.js'

const PATH = `/v3/${PROJECT}/desktops/connections`
const BODY = '{"transaction_id":"a"}\n'
const NDJSON = { 'Content-Type': 'application/x-ndjson' }
const DECLARED = { ...NDJSON, 'X-Sdk-Content-Sha256': createHash('sha256').update(BODY).digest('hex') }

/** On a busy machine, too. */
const PATIENTLY = { timeout: 20_000 }

/** Far more than there are places for. */
const SLOW = 64
const PLACES = 32

/** As a server has them that nobody configured. */
const SHARES = { ...AMPLE, bodies: PLACES, bodiesOfUser: 16, unprovenBodies: 16, unprovenBodiesOfAddress: 8 }

/** How it would be without them. */
const NO_SHARES = { ...SHARES, bodiesOfUser: PLACES, unprovenBodies: PLACES, unprovenBodiesOfAddress: PLACES }

/** Somebody who knows an access key, and not its secret: only a whole body shows that. */
const GUESSER: Call = { ...KEY, secretKey: 'a guess' }

const HERE = '127.0.0.1'
const ELSEWHERE = '127.0.0.2'

describe('deliveries beside slow senders', () => {
  let test: TestApplication
  let refused: Overload[]
  let cutOff: CutOff[]
  const sockets: Socket[] = []
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.destroy()
    await test.stop()
  })

  const start = async (parts: Partial<HttpParts> = {}): Promise<void> => {
    refused = []
    cutOff = []
    const observer = {
      ...UNOBSERVED,
      refused: (limit: Overload) => void refused.push(limit),
      cutOff: (reason: CutOff) => void cutOff.push(reason),
    }
    test = await TestApplication.start({ limits: SHARES, observer, ...parts })
  }

  /** Begins deliveries and leaves them so. @returns the statuses that came back so far */
  const begin = async (count: number, call: Call, address = ELSEWHERE): Promise<() => number[]> => {
    const answers = Array.from({ length: count }, () => '')
    const head = test.head(
      PATH,
      { method: 'POST', headers: NDJSON, body: BODY, ...call },
      `Content-Length: ${BODY.length}`,
    )
    for (let at = 0; at < count; at += 1) {
      const socket = await test.connection(address)
      sockets.push(socket)
      socket.on('error', () => {}).on('data', (piece) => (answers[at] += piece.toString('latin1')))
      socket.write(head + BODY.slice(0, 5))
    }
    return () => answers.flatMap((answer) => (answer === '' ? [] : [Number(answer.slice(9, 12))]))
  }

  /** A whole delivery. */
  const deliver = async (headers: Record<string, string> = NDJSON, remoteAddress = HERE): Promise<number> =>
    (await test.call(PATH, { method: 'POST', body: BODY, headers, remoteAddress })).statusCode

  it.each<[string, Call]>([
    ['made-up tokens', { token: 'made-up' }],
    ['access keys that there are not', { accessKey: 'AKNOBODY' }],
    ['a wrong signature that the headers show', { ...GUESSER, headers: DECLARED }],
    ['a body that nobody signed', { headers: { ...NDJSON, 'X-Sdk-Content-Sha256': 'UNSIGNED-PAYLOAD' } }],
  ])('are taken at once: those with %s get their 401 before their bodies', async (_what, call) => {
    await start()
    const statuses = await begin(SLOW, call)
    expect(await deliver()).toBe(200)
    await expect.poll(statuses, PATIENTLY).toEqual(Array.from({ length: SLOW }, () => 401))
    expect(await test.spooledFiles()).toEqual([])
  })

  it('are taken at once: an address holds its share of the places, and only those of unknown senders', async () => {
    await start()
    const statuses = await begin(SLOW, GUESSER)
    await expect.poll(() => test.spooledFiles(), PATIENTLY).toHaveLength(8)
    await expect.poll(statuses, PATIENTLY).toEqual(Array.from({ length: SLOW - 8 }, () => 429))
    expect(new Set(refused)).toEqual(new Set(['unprovenBodiesOfAddress']))
    expect(await deliver()).toBe(200)
    expect(await deliver(NDJSON, ELSEWHERE)).toBe(429)
    expect(await deliver(DECLARED, ELSEWHERE)).toBe(200)
  })

  it('are taken at once from senders who are known, however many addresses the unknown ones have', async () => {
    await start()
    for (const address of ['127.0.0.2', '127.0.0.3', '127.0.0.4', '127.0.0.5']) await begin(8, GUESSER, address)
    await expect.poll(() => test.spooledFiles(), PATIENTLY).toHaveLength(16)
    expect(await deliver()).toBe(503)
    expect(new Set(refused)).toEqual(new Set(['unprovenBodies']))
    expect(await deliver(DECLARED)).toBe(200)
  })

  it('are taken at once from others than a user who has as many under way as one may', async () => {
    await start()
    await begin(SLOW, { headers: DECLARED })
    await expect.poll(() => test.spooledFiles(), PATIENTLY).toHaveLength(16)
    expect(new Set(refused)).toEqual(new Set(['bodiesOfUser']))
    expect(await deliver(DECLARED)).toBe(429)
    expect(await deliver()).toBe(200)
  })

  it('are kept out without shares and pace (the control)', async () => {
    await start({ limits: NO_SHARES })
    await begin(SLOW, GUESSER)
    await expect.poll(() => test.spooledFiles(), PATIENTLY).toHaveLength(PLACES)
    expect([await deliver(), await deliver(DECLARED)]).toEqual([503, 503])
  })

  it('are taken once the slow ones were cut off, also without shares', async () => {
    await start({ limits: NO_SHARES, bodyPace: { graceMs: 1, bytesPerSecond: 1_000_000 } })
    const statuses = await begin(PLACES, GUESSER)
    await expect.poll(statuses, PATIENTLY).toEqual(Array.from({ length: PLACES }, () => 408))
    expect(await test.spooledFiles()).toEqual([])
    expect(cutOff).toEqual(Array.from({ length: PLACES }, () => 'slow-sender'))
    expect(await deliver()).toBe(200)
  })

  it('and sign-ins are answered while more bodies come in slowly than requests are answered at a time', async () => {
    await start({ limits: { ...AMPLE, requests: 1 } })
    await begin(4, GUESSER)
    await expect.poll(() => test.spooledFiles(), PATIENTLY).toHaveLength(4)
    const user = { name: 'ada', password: 'root password', domain: { name: 'acme' } }
    const order = { auth: { identity: { methods: ['password'], password: { user } } } }
    expect((await test.send('POST', '/v3/auth/tokens', order)).statusCode).toBe(201)
  })
})

it('a delivery is refused in the same words for an unknown key and for a wrong signature', async () => {
  await using test = await TestApplication.start()
  const words = async (accessKey: string): Promise<string> => {
    const answer = await test.call(PATH, { method: 'POST', headers: NDJSON, body: BODY, accessKey, secretKey: 'x' })
    expect(answer.statusCode).toBe(401)
    return answer.json().error_msg
  }
  expect(await words('AKNOBODY')).toMatch(/verify aksk signature fail, canonicalRequest:POST\|.*\|hash of the body$/)
  expect(await words(KEY.accessKey)).toBe(await words('AKNOBODY'))
})

it('bytes are counted for a user and a project, and what is more has to wait for as long as it says', async () => {
  const refused: Overload[] = []
  const observer = {
    ...UNOBSERVED,
    refused: (limit: Overload) => void refused.push(limit),
  }
  const perSecond = BODY.length
  for (const limit of ['bytesOfUserPerSecond', 'bytesOfProjectPerSecond'] as const) {
    await using test = await TestApplication.start({ limits: { ...AMPLE, [limit]: perSecond }, observer })
    const deliver = async (text: string) => {
      const { statusCode, headers } = await test.call(PATH, { method: 'POST', headers: NDJSON, body: text })
      return [statusCode, headers['retry-after']]
    }
    // Twice as much at once, and whatever the last one has beyond that.
    expect(await deliver(BODY)).toEqual([200, undefined])
    expect(await deliver(BODY.repeat(4))).toEqual([200, undefined])
    expect(await deliver(BODY)).toEqual([429, '4'])
    expect((await test.call(`/v2/${PROJECT}/connections/desktops`)).statusCode).toBe(200)
    test.now = new Date(test.now.getTime() + 4_000)
    expect(await deliver(BODY)).toEqual([200, undefined])
    expect(refused.splice(0)).toEqual([limit])
    expect(await test.spooledFiles()).toEqual([])
  }
})

it('bytes that a user sends where it may not are counted for the user, and not for the project', async () => {
  const perSecond = BODY.length
  const limits = { ...AMPLE, bytesOfUserPerSecond: perSecond, bytesOfProjectPerSecond: perSecond }
  await using test = await TestApplication.start({ limits })
  const deliver = (path: string) => test.call(path, { method: 'POST', headers: NDJSON, body: BODY.repeat(4) })
  const elsewhere = PATH.replace(PROJECT, OTHER_PROJECT)
  expect((await deliver(elsewhere)).statusCode).toBe(403)
  const refused = await deliver(PATH)
  expect([refused.statusCode, refused.json().error_msg]).toEqual([429, expect.stringContaining('A user may send')])
  test.now = new Date(test.now.getTime() + 4_000)
  expect((await deliver(PATH)).statusCode).toBe(200)
})
