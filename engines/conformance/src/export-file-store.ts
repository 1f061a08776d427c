import type { ByteRange, ExportFileStore, OpenedFile } from '@deskledger/domain'
import { beforeEach, describe, expect, it } from 'vitest'

/** An engine that keeps export files, under test. */
export interface ExportFileStoreUnderTest {
  readonly name: string
  /** A store without any file. */
  open(): Promise<ExportFileStore>
}

const KEYS = ['a', '0123456789abcdef-1.xlsx', '_report', '-', 'A.b_C-9', 'a..b']
const NO_KEYS = ['', '.', '..', '.hidden', 'a/b', '../a', '/a', 'a\\b', 'a\0', 'a b', 'a\n', 'ä', 'a:b', 'a~']

/** The promises of the port `ExportFileStore`, one test each. */
export function describeExportFileStore(engine: ExportFileStoreUnderTest): void {
  describe(`export file store: ${engine.name}`, () => {
    let store: ExportFileStore
    beforeEach(async () => {
      store = await engine.open()
    })

    async function published(key: string, text: string, manifest = `manifest of ${key}`): Promise<void> {
      const pending = await store.create(key)
      await pending.write(Buffer.from(text))
      await pending.publish(manifest)
    }

    async function textOf(key: string, range?: ByteRange): Promise<string | undefined> {
      const opened = await store.open(key)
      return opened && textFrom(opened.read(range))
    }

    describe('a file being written', () => {
      it('is seen by nobody before it is published', async () => {
        const pending = await store.create('a')
        await pending.write(Buffer.from('secret'))
        expect(await store.open('a')).toBeUndefined()
        expect(await store.manifest('a')).toBeUndefined()
        await pending.discard()
      })

      it('is there whole, with its manifest, once it is published', async () => {
        const pending = await store.create('a')
        for (const piece of ['one,', 'two,', '', 'three']) await pending.write(Buffer.from(piece))
        await pending.publish('{"rows":3}')
        expect(await textOf('a')).toBe('one,two,three')
        expect(await store.manifest('a')).toBe('{"rows":3}')
      })

      it('may be empty', async () => {
        const pending = await store.create('a')
        await pending.publish('empty')
        const opened = await openedOf(store, 'a')
        expect(opened.byteCount).toBe(0)
        expect(await textFrom(opened.read())).toBe('')
      })

      it('keeps every byte, whatever its value', async () => {
        const bytes = Uint8Array.from({ length: 700_001 }, (_, index) => (index * 31 + (index >> 8)) % 256)
        const pending = await store.create('a')
        await pending.write(bytes.subarray(0, 333_333))
        await pending.write(bytes.subarray(333_333))
        await pending.publish('m')
        const opened = await openedOf(store, 'a')
        expect(opened.byteCount).toBe(bytes.byteLength)
        expect(Buffer.compare(await bytesFrom(opened.read()), bytes)).toBe(0)
      })

      it('takes the bytes during the call, so the caller may use its buffer again', async () => {
        const buffer = Buffer.from('first')
        const pending = await store.create('a')
        await pending.write(buffer)
        buffer.fill('x')
        await pending.publish('m')
        expect(await textOf('a')).toBe('first')
      })

      it('leaves nothing when it is discarded, however often', async () => {
        const pending = await store.create('a')
        await pending.write(Buffer.from('text'))
        await pending.discard()
        await pending.discard()
        expect(await store.open('a')).toBeUndefined()
        expect(await store.manifest('a')).toBeUndefined()
        expect(await store.sweep(new Set())).toBe(0)
      })

      it('stays when it is discarded after it was published', async () => {
        const pending = await store.create('a')
        await pending.write(Buffer.from('text'))
        await pending.publish('m')
        await pending.discard()
        expect(await textOf('a')).toBe('text')
        expect(await store.manifest('a')).toBe('m')
      })

      it('does not disturb another one', async () => {
        const [first, second] = [await store.create('first'), await store.create('second')]
        await first.write(Buffer.from('1'))
        await second.write(Buffer.from('2'))
        await first.discard()
        await second.publish('m')
        expect(await textOf('second')).toBe('2')
        expect(await store.open('first')).toBeUndefined()
      })
    })

    describe('an opened file', () => {
      it.each<[string, ByteRange | undefined, string]>([
        ['all of it', undefined, '0123456789'],
        ['from the first to the last byte', { from: 0, to: 9 }, '0123456789'],
        ['the first byte', { from: 0, to: 0 }, '0'],
        ['the last byte', { from: 9, to: 9 }, '9'],
        ['the middle', { from: 3, to: 6 }, '3456'],
      ])('reads %s', async (_what, range, text) => {
        await published('a', '0123456789')
        expect(await textOf('a', range)).toBe(text)
      })

      it.each([
        ['beyond the end', { from: 0, to: 10 }],
        ['backwards', { from: 5, to: 4 }],
        ['before the beginning', { from: -1, to: 3 }],
      ])('refuses a range that goes %s, and can still be closed', async (_how, range) => {
        await published('a', '0123456789')
        const opened = await openedOf(store, 'a')
        await expect(async () => textFrom(opened.read(range))).rejects.toThrow()
        await opened.close()
      })

      it('is read to its end although it is removed meanwhile', async () => {
        await published('a', '0123456789'.repeat(100_000))
        const opened = await openedOf(store, 'a')
        const pieces = opened.read()[Symbol.asyncIterator]()
        const first = await pieces.next()
        await store.remove('a')
        let length = first.done ? 0 : first.value.byteLength
        for (let next = await pieces.next(); !next.done; next = await pieces.next()) length += next.value.byteLength
        expect(length).toBe(1_000_000)
        expect(await store.open('a')).toBeUndefined()
      })

      it('is read although it is swept before the first byte', async () => {
        await published('a', 'text')
        const opened = await openedOf(store, 'a')
        expect(await store.sweep(new Set())).toBe(1)
        expect(await textFrom(opened.read())).toBe('text')
      })

      it('is read once', async () => {
        await published('a', 'text')
        const opened = await openedOf(store, 'a')
        expect(await textFrom(opened.read())).toBe('text')
        await expect(async () => textFrom(opened.read())).rejects.toThrow()
      })

      it('is closed without reading, however often', async () => {
        await published('a', 'text')
        const opened = await openedOf(store, 'a')
        await opened.close()
        await opened.close()
        await expect(async () => textFrom(opened.read())).rejects.toThrow()
      })

      it('is independent of another opening', async () => {
        await published('a', 'text')
        const [first, second] = [await openedOf(store, 'a'), await openedOf(store, 'a')]
        await first.close()
        expect(await textFrom(second.read())).toBe('text')
      })
    })

    describe('keys', () => {
      it.each(KEYS)('%j names a file', async (key) => {
        await published(key, `text of ${key}`)
        expect(await textOf(key)).toBe(`text of ${key}`)
        expect(await store.manifest(key)).toBe(`manifest of ${key}`)
      })

      it.each(NO_KEYS)('%j is refused by every call', async (key) => {
        await expect(store.create(key)).rejects.toThrow(TypeError)
        await expect(store.open(key)).rejects.toThrow(TypeError)
        await expect(store.manifest(key)).rejects.toThrow(TypeError)
        await expect(store.remove(key)).rejects.toThrow(TypeError)
      })

      it('without a file have neither bytes nor manifest', async () => {
        await published('a', 'text')
        expect(await store.open('b')).toBeUndefined()
        expect(await store.manifest('b')).toBeUndefined()
      })
    })

    describe('removing', () => {
      it('takes the file and its manifest, and no other', async () => {
        await published('a', 'text of a')
        await published('b', 'text of b')
        await store.remove('a')
        expect(await store.open('a')).toBeUndefined()
        expect(await store.manifest('a')).toBeUndefined()
        expect(await textOf('b')).toBe('text of b')
        expect(await store.manifest('b')).toBe('manifest of b')
      })

      it('ignores a key it does not know', async () => {
        await published('a', 'text')
        await store.remove('b')
        await store.remove('b')
        expect(await textOf('a')).toBe('text')
      })

      it('lets a file being written go on', async () => {
        const pending = await store.create('a')
        await pending.write(Buffer.from('text'))
        await store.remove('a')
        await pending.publish('m')
        expect(await textOf('a')).toBe('text')
      })
    })

    describe('sweeping', () => {
      it('removes what is not kept and tells how many files went', async () => {
        for (const key of ['a', 'b', 'c']) await published(key, `text of ${key}`)
        expect(await store.sweep(new Set(['b', 'unknown']))).toBe(2)
        for (const key of ['a', 'c']) {
          expect(await store.open(key)).toBeUndefined()
          expect(await store.manifest(key)).toBeUndefined()
        }
        expect(await textOf('b')).toBe('text of b')
        expect(await store.manifest('b')).toBe('manifest of b')
        expect(await store.sweep(new Set(['b']))).toBe(0)
      })

      it('leaves a file that is being written', async () => {
        const pending = await store.create('a')
        await pending.write(Buffer.from('begin, '))
        expect(await store.sweep(new Set())).toBe(0)
        await pending.write(Buffer.from('end'))
        await pending.publish('m')
        expect(await textOf('a')).toBe('begin, end')
        expect(await store.manifest('a')).toBe('m')
      })

      it('takes that file once it is published and still not kept', async () => {
        const pending = await store.create('a')
        await pending.publish('m')
        expect(await store.sweep(new Set())).toBe(1)
        expect(await store.open('a')).toBeUndefined()
      })
    })
  })
}

async function openedOf(store: ExportFileStore, key: string): Promise<OpenedFile> {
  const opened = await store.open(key)
  if (opened === undefined) throw new Error(`There is no file ${key}.`)
  return opened
}

async function bytesFrom(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const read: Uint8Array[] = []
  for await (const piece of pieces) read.push(piece)
  return Buffer.concat(read)
}

async function textFrom(pieces: AsyncIterable<Uint8Array>): Promise<string> {
  return (await bytesFrom(pieces)).toString()
}
