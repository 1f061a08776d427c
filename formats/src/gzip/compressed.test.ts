import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { collect, streamOf } from '../fixtures/collect.fixture.js'
import { compressed } from './compressed.js'

const TEXT = Buffer.from('a line of some record\n'.repeat(150_000))

function* cut(bytes: Buffer, pieceBytes: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes)
}

const gzip = (bytes: Buffer, pieceBytes: number): Promise<Buffer> =>
  collect(compressed(streamOf(cut(bytes, pieceBytes)), { compression: 'gzip' }))

describe('compression of a whole file', () => {
  it('is one gzip member that any gunzip reads, checksum and size included', async () => {
    expect(gunzipSync(await gzip(TEXT, 10_000)).equals(TEXT)).toBe(true)
    expect(gunzipSync(await gzip(Buffer.alloc(0), 1))).toHaveLength(0)
  })

  it('is the same however the bytes come', async () => {
    expect((await gzip(TEXT, 7777)).equals(await gzip(TEXT, 1_000_000))).toBe(true)
  })

  it('is left out when nobody asked for it', async () => {
    expect((await collect(compressed(streamOf([TEXT]), {}))).equals(TEXT)).toBe(true)
  })
})
