import { existsSync } from 'node:fs'
import { mkdtemp, open, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { StorageFullError } from '@deskledger/domain'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { partialNames } from './file-names.js'
import { PendingExportFile, type Writing } from './pending-file.js'

describe('a pending export file', () => {
  const partial = partialNames('a')
  let directory: string
  let ends: number
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'deskledger-pending-'))
    ends = 0
  })
  afterEach(() => rm(directory, { recursive: true }))

  async function pendingFile(
    path = join(directory, partial.file),
    given: Partial<Writing> = {},
  ): Promise<PendingExportFile> {
    return new PendingExportFile({
      directory,
      key: 'a',
      partial,
      handle: given.handle ?? (await open(path, 'w')),
      syncNames: async () => undefined,
      onEnd: () => {
        ends += 1
      },
      ...given,
    })
  }

  it('syncs the names last, when both are there', async () => {
    let namesThen: string[] = []
    const syncNames = async (): Promise<void> => {
      namesThen = await readdir(directory)
    }
    const pending = await pendingFile(undefined, { syncNames })
    await pending.write(Buffer.from('text'))
    await pending.publish('m')
    expect(namesThen.sort()).toEqual(['.manifest-a', 'a'])
    expect(await readFile(join(directory, 'a'), 'utf8')).toBe('text')
    expect(ends).toBe(1)
  })

  it('takes both names back when they could not be made durable', async () => {
    const pending = await pendingFile(undefined, { syncNames: () => Promise.reject(new Error('EIO')) })
    await expect(pending.publish('m')).rejects.toThrow('EIO')
    expect(ends).toBe(0)
    await pending.discard()
    expect(await readdir(directory)).toEqual([])
    expect(ends).toBe(1)
  })

  it('is not published when a sync on the way failed, though the last one succeeds', async () => {
    const handle = await open(join(directory, partial.file), 'w')
    handle.datasync = () => Promise.reject(new Error('EIO'))
    const pending = await pendingFile(undefined, { handle })
    await pending.write(Buffer.alloc(20 * 2 ** 20))
    await expect(pending.publish('m')).rejects.toThrow('EIO')
    await pending.discard()
    expect(await readdir(directory)).toEqual([])
  })

  it.skipIf(!existsSync('/dev/full'))('is told that the disk is full and can then be discarded', async () => {
    const pending = await pendingFile('/dev/full')
    await expect(pending.write(Buffer.from('text'))).rejects.toThrow(StorageFullError)
    await pending.discard()
    expect(ends).toBe(1)
  })
})
