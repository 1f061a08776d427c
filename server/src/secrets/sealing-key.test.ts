import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sealingKeyFrom } from './sealing-key.js'

const NEW = { isFounded: false }
const FOUNDED = { isFounded: true }

describe('the file of the sealing key', () => {
  let directory: string
  let path: string
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'deskledger-key-'))
    path = join(directory, 'secrets.key')
  })
  afterEach(() => rm(directory, { recursive: true }))

  it('is made for a new ledger, for its owner only, and read from then on', async () => {
    const key = await sealingKeyFrom(path, NEW)
    expect(key).toHaveLength(32)
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect(await sealingKeyFrom(path, NEW)).toEqual(key)
    expect(await sealingKeyFrom(path, FOUNDED)).toEqual(key)
    expect(await readFile(path, 'utf8')).toBe(`${key.toString('base64')}\n`)
  })

  it('is not made anew for a ledger that has secrets', async () => {
    await expect(sealingKeyFrom(path, FOUNDED)).rejects.toMatchObject({
      exitCode: 3,
      message: expect.stringMatching(/secrets\.key is missing.*restore it from a backup\.$/),
    })
    expect(await readdir(directory)).toEqual([])
  })

  it.each([0o640, 0o604, 0o620, 0o601, 0o644])('is refused when others may use it: mode %o', async (mode) => {
    await sealingKeyFrom(path, NEW)
    await chmod(path, mode)
    await expect(sealingKeyFrom(path, FOUNDED)).rejects.toMatchObject({ exitCode: 2 })
    await chmod(path, 0o400)
    await sealingKeyFrom(path, FOUNDED)
  })

  it.each(['', 'too short', Buffer.alloc(31).toString('base64'), Buffer.alloc(33).toString('base64'), 'é'.repeat(44)])(
    'is refused when it holds no key: %j',
    async (content) => {
      await writeFile(path, content, { mode: 0o600 })
      await expect(sealingKeyFrom(path, NEW)).rejects.toMatchObject({ exitCode: 3 })
      expect(await readFile(path, 'utf8')).toBe(content)
    },
  )

  it('may have no end of line, as other programs write it', async () => {
    const key = Buffer.alloc(32, 1)
    await writeFile(path, key.toString('base64'), { mode: 0o600 })
    expect(await sealingKeyFrom(path, NEW)).toEqual(key)
  })

  it('is refused where it cannot be', async () => {
    await mkdir(path, { mode: 0o700 })
    await expect(sealingKeyFrom(path, NEW)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('is no file'),
    })
    await expect(sealingKeyFrom(join(directory, 'none', 'key'), NEW)).rejects.toMatchObject({ exitCode: 2 })
  })
})
