import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ExportFileStore } from '@deskledger/domain'
import { describeExportFileStore } from '@deskledger/engine-conformance'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openFileStore } from './file-store.js'

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'deskledger-files-'))
})
afterEach(() => rm(root, { recursive: true }))

describeExportFileStore({ name: 'filesystem', open: () => openFileStore(join(root, 'exports')) })

describe('a directory of export files', () => {
  let directory: string
  let store: ExportFileStore
  beforeEach(async () => {
    directory = join(root, 'data', 'exports')
    store = await openFileStore(directory)
  })

  /** Names besides the marker. */
  async function names(): Promise<string[]> {
    return (await readdir(directory)).filter((name) => name !== '.deskledger-export-files').sort()
  }

  async function modeOf(path: string): Promise<number> {
    return (await stat(path)).mode & 0o777
  }

  it('is private, and so is every file in it', async () => {
    await (await store.create('published')).publish('m')
    const pending = await store.create('pending')
    await pending.write(Buffer.from('text'))
    expect(await modeOf(directory)).toBe(0o700)
    const modes = await Promise.all((await readdir(directory)).map((name) => modeOf(join(directory, name))))
    expect(modes).toEqual([0o600, 0o600, 0o600, 0o600])
    await pending.discard()
  })

  it('becomes private when it was not', async () => {
    const open = join(root, 'open')
    await mkdir(open, { mode: 0o777 })
    await openFileStore(open)
    expect(await modeOf(open)).toBe(0o700)
  })

  it('serves the same files when it is opened again', async () => {
    await (await store.create('a')).publish('m')
    const again = await openFileStore(directory)
    expect(await again.manifest('a')).toBe('m')
  })

  it('is refused when somebody keeps other files there, and these stay', async () => {
    const foreign = join(root, 'letters')
    await mkdir(foreign)
    await writeFile(join(foreign, 'letter.txt'), 'Dear')
    await expect(openFileStore(foreign)).rejects.toThrow(/choose an empty directory/)
    expect(await readdir(foreign)).toEqual(['letter.txt'])
  })

  it('may be the root of a fresh file system', async () => {
    const mount = join(root, 'mount')
    await mkdir(join(mount, 'lost+found'), { recursive: true })
    const mounted = await openFileStore(mount)
    expect(await mounted.sweep(new Set())).toBe(0)
    expect(await readdir(mount)).toContain('lost+found')
  })

  it('shows one name per published file besides hidden ones', async () => {
    await (await store.create('a.csv')).publish('m')
    expect(await names()).toEqual(['.manifest-a.csv', 'a.csv'])
  })

  describe('after a process that was killed while it published', () => {
    const KEY = 'task-1.csv'
    const PARTIAL = `.partial-00000000-0000-0000-0000-000000000000-${KEY}`
    it.each([
      ['before the manifest was written', [PARTIAL], 1],
      ['before the manifest had its name', [PARTIAL, `${PARTIAL}.manifest`], 2],
      ['before the file had its name', [PARTIAL, `.manifest-${KEY}`], 1],
      ['while the file was removed', [`.manifest-${KEY}`], 0],
    ])('%s, nothing is visible and sweeping leaves nothing', async (_when, left, count) => {
      for (const name of left) await writeFile(join(directory, name), 'half')
      const restarted = await openFileStore(directory)
      expect(await restarted.open(KEY)).toBeUndefined()
      expect(await restarted.manifest(KEY)).toBeUndefined()
      expect(await restarted.sweep(new Set())).toBe(count)
      expect(await names()).toEqual([])
    })
  })

  it('takes back a publication that failed half-way', async () => {
    const pending = await store.create('a')
    await pending.write(Buffer.from('text'))
    await mkdir(join(directory, 'a'))
    await expect(pending.publish('m')).rejects.toThrow(/directory/)
    expect(await names()).toContain('.manifest-a')
    await pending.discard()
    expect(await names()).toEqual(['a'])
  })

  it.each(['discard', 'publish'] as const)('takes no more of a file after %s', async (end) => {
    const pending = await store.create('a')
    await pending[end]('m')
    await expect(pending.write(Buffer.from('late'))).rejects.toThrow(/takes no more calls/)
    await expect(pending.publish('late')).rejects.toThrow(/takes no more calls/)
  })

  it('refuses a key that is too long for the names made of it', async () => {
    await expect(store.create('k'.repeat(200))).rejects.toThrow(TypeError)
    await (await store.create('k'.repeat(199))).publish('m')
    expect(await store.manifest('k'.repeat(199))).toBe('m')
  })

  it('asks what to keep as late as possible', async () => {
    await (await store.create('a')).publish('m')
    const keep = new Set<string>()
    const swept = store.sweep(keep)
    keep.add('a')
    expect(await swept).toBe(0)
  })
})
