import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SigningKey } from '@deskledger/proof'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSigningKeys } from './signing-keys.js'

const at = (day: number) => new Date(Date.UTC(2026, 0, day))

describe('the signing keys', () => {
  let directory: string
  const file = (name: string) => join(directory, name)
  const open = (now = at(1)) =>
    openSigningKeys({ signingKey: file('signing.key'), signingKeyList: file('signing-keys.json') }, () => now)
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'deskledger-signing-'))
  })
  afterEach(() => rm(directory, { recursive: true }))

  it('of a new ledger are one, made for its owner only and read from then on', async () => {
    const { current, all, isNew } = await open()
    const { keyId, pem } = current.verifying
    expect([all, isNew]).toEqual([[{ keyId, pem, createdAt: at(1) }], true])
    for (const name of await readdir(directory)) expect((await stat(file(name))).mode & 0o777).toBe(0o600)
    const again = await open(at(2))
    expect([again.all, again.isNew]).toEqual([all, false])
    expect(again.current.verifying.keyId).toBe(keyId)
  })

  it('stay listed when another key is put in the place of the first, and when that one comes back', async () => {
    const first = await open()
    const old = await readFile(file('signing.key'), 'utf8')
    const other = SigningKey.generate()
    await writeFile(file('signing.key'), other.toPem())
    const second = await open(at(2))
    const [a, b] = [first.current, other].map(({ verifying: { keyId, pem } }) => ({ keyId, pem }))
    expect([second.all, second.isNew]).toEqual([
      [
        { ...a, createdAt: at(1), retiredAt: at(2) },
        { ...b, createdAt: at(2) },
      ],
      true,
    ])
    await writeFile(file('signing.key'), old)
    expect((await open(at(3))).all).toEqual([
      { ...b, createdAt: at(2), retiredAt: at(3) },
      { ...a, createdAt: at(1) },
    ])
  })

  it.each([
    ['missing', () => rm(file('signing.key')), 3, /signing\.key is missing; restore it/],
    ['no key', () => writeFile(file('signing.key'), 'x'), 3, /signing\.key cannot be signed with: It holds no key/],
    ['open to others', () => chmod(file('signing.key'), 0o644), 2, /run chmod 600/],
    ['listed in a damaged file', () => writeFile(file('signing-keys.json'), '{}'), 3, /signing-keys\.json is damaged/],
  ])('refuse to be %s', async (_what, damage, exitCode, message) => {
    await open()
    await damage()
    await expect(open()).rejects.toMatchObject({ exitCode, message: expect.stringMatching(message) })
  })
})
