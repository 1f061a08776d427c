import { once } from 'node:events'
import { afterEach, describe, expect, it } from 'vitest'
import { AMPLE, PROJECT, TestApplication } from '../application.fixture.js'

const LIST = `/v2/${PROJECT}/connections/desktops`
const EXPORT = `${LIST}/export`
const DELIVERY = `/v3/${PROJECT}/desktops/connections`

/** A moment that is waited for, and comes when it is told to. */
function moment(): { readonly came: Promise<void>; come(): void } {
  let come = (): void => {}
  const came = new Promise<void>((resolve) => {
    come = resolve
  })
  return { came, come: () => come() }
}

describe('what a request was let in with', () => {
  let test: TestApplication
  afterEach(() => test.stop())

  const start = async (requests: number): Promise<void> => {
    test = await TestApplication.start({ limits: { ...AMPLE, requests } })
  }

  const ask = async (): Promise<number> => (await test.call(LIST)).statusCode

  /** Exports from now on go on until their client leaves. @returns when the next one has begun */
  const endlessExports = (firstRow?: string): Promise<void> => {
    const begun = moment()
    test.onRender = async function* (signal = new AbortController().signal) {
      if (firstRow !== undefined) yield Buffer.from(firstRow)
      begun.come()
      await once(signal, 'abort')
      signal.throwIfAborted()
    }
    return begun.came
  }

  it.each([
    ['before its answer begins', undefined],
    ['in the midst of its answer', 'first\n'],
  ])('is given back when its client leaves %s', async (_when, firstRow) => {
    await start(1)
    const begun = endlessExports(firstRow)
    const socket = await test.connection()
    socket.write(test.head(EXPORT))
    await begun
    if (firstRow !== undefined) await once(socket, 'data')
    expect(await ask()).toBe(503)
    socket.destroy()
    await expect.poll(ask).toBe(200)
  })

  it('is held as long as something works on it, though its client has left', async () => {
    await start(1)
    const [begun, finished] = [moment(), moment()]
    const merge = test.onMerge
    test.onMerge = async () => {
      begun.come()
      await finished.came
      return merge()
    }
    const socket = await test.connection()
    const body = '{"transaction_id":"a"}\n'
    const call = { method: 'POST', headers: { 'Content-Type': 'application/x-ndjson' }, body } as const
    socket.write(test.head(DELIVERY, call, `Content-Length: ${body.length}`) + body)
    await begun.came
    socket.destroy()
    await expect.poll(() => connectionCount(test)).toBe(0)
    expect(await ask()).toBe(503)
    finished.come()
    await expect.poll(ask).toBe(200)
  })

  it('is given back when its answer waits for another one of its connection, and that ends', async () => {
    await start(2)
    const begun = endlessExports()
    const socket = await test.connection()
    socket.write(test.head(EXPORT).replace('Connection: close\r\n', '') + test.head(LIST))
    await begun
    await expect.poll(() => test.listed).toHaveLength(1)
    expect(await ask()).toBe(503)
    socket.destroy()
    await expect.poll(ask).toBe(200)
    // Of both, not of one of them.
    const another = endlessExports()
    const held = await test.connection()
    held.write(test.head(EXPORT))
    await another
    expect(await ask()).toBe(200)
    held.destroy()
  })
})

function connectionCount({ app }: TestApplication): Promise<number> {
  return new Promise((resolve, reject) =>
    app.server.getConnections((error, count) => (error === null ? resolve(count) : reject(error))),
  )
}
