import { describe, expect, it } from 'vitest'
import { collect, streamOf } from '../fixtures/collect.fixture.js'
import { readZip } from '../fixtures/read-zip.fixture.js'
import { type ZipPart, zipArchive } from './zip-writer.js'

function part(name: string, ...texts: string[]): ZipPart {
  return { name, content: streamOf(texts.map((text) => Buffer.from(text))) }
}

describe('a zip archive', () => {
  it('holds every part, in order, and its directory agrees with what stands before each', async () => {
    const parts = [part('a.xml', '<a/>'), part('dir/b.xml', 'one ', 'two'), part('empty.xml'), part('连接.xml', '连接')]
    const read = readZip(await collect(zipArchive(streamOf(parts))))
    expect(read.map(({ name, content }) => [name, content.toString()])).toEqual([
      ['a.xml', '<a/>'],
      ['dir/b.xml', 'one two'],
      ['empty.xml', ''],
      ['连接.xml', '连接'],
    ])
  })

  it.each([
    ['a.xml', 0],
    ['连接.xml', 1 << 11],
  ])('marks the name %s as UTF-8 only where it is not ASCII', async (name, flag) => {
    const archive = await collect(zipArchive(streamOf([part(name, 'x')])))
    expect(archive.readUInt16LE(6) & (1 << 11)).toBe(flag)
  })

  it('without parts is the end record alone', async () => {
    expect(readZip(await collect(zipArchive(streamOf<ZipPart>([]))))).toEqual([])
  })

  it('does not ask for a part before the one before is read', async () => {
    const log: string[] = []
    async function* content(name: string): AsyncGenerator<Uint8Array> {
      yield Buffer.from(name)
      log.push(`${name} read`)
    }
    async function* parts(): AsyncGenerator<ZipPart> {
      for (const name of ['a', 'b']) {
        log.push(`${name} asked for`)
        yield { name, content: content(name) }
      }
    }
    await collect(zipArchive(parts()))
    expect(log).toEqual(['a asked for', 'a read', 'b asked for', 'b read'])
  })
})
