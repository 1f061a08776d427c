import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { BodyLimit } from './body-limit.js'
import { gunzip } from './gunzip.js'
import { RawBody } from './raw-body.js'

/** SHA-256 of `abcd`, from `printf abcd | sha256sum`. */
const ABCD = '88d4266fd4e6338d13b845fcf289579d209c897823b9217da3e161936f031589'

const limitOf = (bytes: number): BodyLimit => ({ name: 'jsonBodyBytes', bytes })

const PATIENT = { graceMs: 0, bytesPerSecond: 0, onTooSlow() {} }

/** A message whose body comes in the given pieces. */
function aMessage(...pieces: readonly (string | Buffer)[]): IncomingMessage {
  const message = new IncomingMessage(new Socket())
  for (const piece of pieces) message.push(piece)
  message.push(null)
  return message
}

async function text(pieces: AsyncIterable<Buffer>): Promise<string> {
  const held: Buffer[] = []
  for await (const piece of pieces) held.push(piece)
  return Buffer.concat(held).toString()
}

describe('RawBody', () => {
  it('hashes what passes, up to its limit', async () => {
    const body = new RawBody(aMessage('ab', 'cd'), limitOf(4), PATIENT)
    expect(await text(body.pieces())).toBe('abcd')
    expect(body.sha256()).toBe(ABCD)
  })

  it('refuses one byte more while it comes, and leaves the message open', async () => {
    const message = aMessage('ab', 'cde')
    await expect(text(new RawBody(message, limitOf(4), PATIENT).pieces())).rejects.toMatchObject({ error: 'tooLarge' })
    expect(message.destroyed).toBe(false)
  })

  it('refuses by Content-Length at once', async () => {
    const message = aMessage()
    message.headers['content-length'] = '5'
    await expect(text(new RawBody(message, limitOf(4), PATIENT).pieces())).rejects.toMatchObject({ error: 'tooLarge' })
  })

  it('has no hash of a body that was not read to its end', () => {
    expect(() => new RawBody(aMessage('a'), limitOf(4), PATIENT).sha256()).toThrow('goes on')
  })
})

describe('gunzip', () => {
  const decoded = (bytes: Buffer, limit: number) =>
    text(gunzip(new RawBody(aMessage(bytes), limitOf(1_000_000), PATIENT), limitOf(limit)))

  it('decompresses up to the limit and hashes what was sent', async () => {
    const bytes = gzipSync('abcd')
    const body = new RawBody(aMessage(bytes.subarray(0, 5), bytes.subarray(5)), limitOf(bytes.byteLength), PATIENT)
    expect(await text(gunzip(body, limitOf(4)))).toBe('abcd')
    const plain = new RawBody(aMessage(bytes), limitOf(bytes.byteLength), PATIENT)
    await text(plain.pieces())
    expect(body.sha256()).toBe(plain.sha256())
  })

  it.each([
    ['one byte more', gzipSync('abcde'), 'tooLarge', 'jsonBodyBytes'],
    ['far more than went in', gzipSync(Buffer.alloc(2_000_000)), 'tooLarge', 'ingestDecodedRatio'],
    ['what is cut off', gzipSync('abcd').subarray(0, -1), 'invalidParameter', undefined],
    ['what is not gzip', Buffer.from('abcd'), 'invalidParameter', undefined],
    ['what goes on', Buffer.concat([gzipSync('ab'), Buffer.from('junk')]), 'invalidParameter', undefined],
  ])('refuses %s', async (name, bytes, error, sizeLimit) => {
    const limit = name === 'far more than went in' ? 10_000_000 : 4
    const extras = sizeLimit === undefined ? {} : { sizeLimit }
    await expect(decoded(bytes, limit)).rejects.toMatchObject({ error, extras })
  })

  it('tells that the body itself was too long', async () => {
    const bytes = gzipSync('abcd')
    const body = new RawBody(aMessage(bytes), limitOf(bytes.byteLength - 1), PATIENT)
    await expect(text(gunzip(body, limitOf(4)))).rejects.toMatchObject({ error: 'tooLarge' })
  })
})
