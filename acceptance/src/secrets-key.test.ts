import { chmod, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { deskledger, startLedger, temporaryDirectory } from './ledger.fixture.js'

const OTHER_KEY = Buffer.alloc(32, 7).toString('base64')

describe('the key that secrets are sealed with', () => {
  let directory: Awaited<ReturnType<typeof temporaryDirectory>>
  let data: string
  let keyFile: string
  let key: string
  beforeAll(async () => {
    directory = await temporaryDirectory()
    data = join(directory.path, 'data')
    keyFile = join(data, 'secrets.key')
    await (await startLedger(data)).end()
    key = await readFile(keyFile, 'utf8')
  })
  afterAll(() => directory[Symbol.asyncDispose]())
  beforeEach(async () => {
    await rm(keyFile, { force: true })
    await writeFile(keyFile, key, { mode: 0o600 })
  })

  const serve = (settings: Record<string, string> = {}) =>
    deskledger(['serve', '--port', '0', '--data-dir', data], settings)

  it('is made with the ledger, 32 bytes for its owner only', async () => {
    expect(Buffer.from(key, 'base64')).toHaveLength(32)
    expect((await stat(keyFile)).mode & 0o777).toBe(0o600)
  })

  it.each<[string, () => Promise<unknown>, number, RegExp]>([
    ['is missing', () => rm(keyFile), 3, /secrets\.key is missing, .*restore it from a backup\.$/],
    ['is another one', () => writeFile(keyFile, OTHER_KEY), 3, /does not open the secret of access key ACCEPT\w+ .*;/],
    ['is no key', () => writeFile(keyFile, 'no key'), 3, /secrets\.key holds no key \(base64 of 32 bytes\)/],
    [
      'can be read by others',
      () => chmod(keyFile, 0o640),
      2,
      /open to other users \(mode 640\); run chmod 600 on it\.$/,
    ],
  ])('that %s keeps the server from starting, which changes nothing', async (_what, damage, code, line) => {
    await damage()
    const before = await readdir(data, { recursive: true })
    const ended = await serve()
    expect(ended).toMatchObject({ code, stdout: '' })
    expect(ended.stderr.trim()).toMatch(line)
    expect(ended.stderr.trim().split('\n')).toHaveLength(1)
    expect(await readdir(data, { recursive: true })).toEqual(before)
  })

  it.each([
    ['malformed', 'too short', 2, 'DESKLEDGER_SECRETS_KEY'],
    ['another one', OTHER_KEY, 3, 'The key of DESKLEDGER_SECRETS_KEY does not open'],
  ])('in the environment is %s: the same, and it is not shown', async (_what, value, code, told) => {
    const ended = await serve({ DESKLEDGER_SECRETS_KEY: value })
    expect(ended).toMatchObject({ code, stdout: '' })
    expect(ended.stderr).toContain(told)
    expect(ended.stderr).not.toContain(value)
  })

  it('may be in another file or in the environment; then the ledger opens as before', async () => {
    const elsewhere = join(directory.path, 'kept elsewhere.key')
    await rename(keyFile, elsewhere)
    for (const settings of [{ DESKLEDGER_SECRETS_KEY_FILE: elsewhere }, { DESKLEDGER_SECRETS_KEY: key.trim() }]) {
      const ledger = await startLedger(data, settings)
      expect(await ledger.client.listLoginRecords()).toMatchObject({ total_count: 0 })
      expect(await ledger.end()).toBe(0)
    }
    expect(await readdir(data)).not.toContain('secrets.key')
  })
})
