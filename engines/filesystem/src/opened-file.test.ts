import { type FileHandle, mkdtemp, open, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { OpenedExportFile, PIECE_BYTES } from './opened-file.js'

describe('an opened export file', () => {
  const byteCount = PIECE_BYTES * 2 + 1
  let directory: string
  let handle: FileHandle
  let opened: OpenedExportFile
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'deskledger-opened-'))
    await writeFile(join(directory, 'file'), Buffer.alloc(byteCount, 'x'))
    handle = await open(join(directory, 'file'))
    opened = new OpenedExportFile(handle, byteCount)
  })
  afterEach(async () => {
    await handle.close()
    await rm(directory, { recursive: true })
  })

  /** A closed handle has no descriptor any more. */
  const isClosed = (): boolean => handle.fd === -1

  it('is read in pieces and closed at the end', async () => {
    const sizes: number[] = []
    for await (const piece of opened.read()) sizes.push(piece.byteLength)
    expect(sizes).toEqual([PIECE_BYTES, PIECE_BYTES, 1])
    expect(isClosed()).toBe(true)
  })

  it('is closed when its reader leaves early', async () => {
    for await (const _piece of opened.read()) break
    expect(isClosed()).toBe(true)
  })

  it('is closed when its reader leaves before the first piece', async () => {
    await opened.read()[Symbol.asyncIterator]().return?.()
    expect(isClosed()).toBe(true)
  })

  it('fails and is closed when the file has become shorter, rather than end early', async () => {
    await truncate(join(directory, 'file'), PIECE_BYTES)
    const read = async (): Promise<void> => {
      for await (const _piece of opened.read()) expect(isClosed()).toBe(false)
    }
    await expect(read()).rejects.toThrow(/cut short/)
    expect(isClosed()).toBe(true)
  })
})
