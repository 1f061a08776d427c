import { chmod, cp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { deskledger, startLedger, temporaryDirectory } from './ledger.fixture.js'

const OTHER_KEY = Buffer.alloc(32, 7).toString('base64')

describe.concurrent('the key that secrets are sealed with', () => {
  let directory: Awaited<ReturnType<typeof temporaryDirectory>>
  let founded: string
  beforeAll(async () => {
    directory = await temporaryDirectory()
    founded = join(directory.path, 'founded')
    await (await startLedger(founded)).end()
  })
  afterAll(() => directory[Symbol.asyncDispose]())

  /** A ledger of one's own, to be spoilt. */
  async function aLedger(): Promise<{ data: string; keyFile: string }> {
    const data = join(directory.path, crypto.randomUUID())
    await cp(founded, data, { recursive: true })
    return { data, keyFile: join(data, 'secrets.key') }
  }

  const serve = (data: string, settings: Record<string, string> = {}) =>
    deskledger(['serve', '--port', '0', '--data-dir', data], settings)

  it('is made with the ledger, 32 bytes for its owner only', async ({ expect }) => {
    const { keyFile } = await aLedger()
    expect(Buffer.from(await readFile(keyFile, 'utf8'), 'base64')).toHaveLength(32)
    expect((await stat(keyFile)).mode & 0o777).toBe(0o600)
  })

  it.for<[string, (keyFile: string) => Promise<unknown>, number, RegExp]>([
    ['is missing', rm, 3, /secrets\.key is missing, .*restore it from a backup\.$/],
    [
      'is another one',
      (keyFile) => writeFile(keyFile, OTHER_KEY),
      3,
      /does not open the secret of access key ACCEPT\w+ .*;/,
    ],
    ['is no key', (keyFile) => writeFile(keyFile, 'no key'), 3, /secrets\.key holds no key \(base64 of 32 bytes\)/],
    [
      'can be read by others',
      (keyFile) => chmod(keyFile, 0o640),
      2,
      /open to other users \(mode 640\); run chmod 600 on it\.$/,
    ],
  ])('that %s keeps the server from starting, which changes nothing', async ([, damage, code, line], { expect }) => {
    const { data, keyFile } = await aLedger()
    await damage(keyFile)
    const before = await readdir(data, { recursive: true })
    const ended = await serve(data)
    expect(ended).toMatchObject({ code, stdout: '' })
    expect(ended.stderr.trim()).toMatch(line)
    expect(ended.stderr.trim().split('\n')).toHaveLength(1)
    expect(await readdir(data, { recursive: true })).toEqual(before)
  })

  it.for<[string, string, number, string]>([
    ['malformed', 'too short', 2, 'DESKLEDGER_SECRETS_KEY'],
    ['another one', OTHER_KEY, 3, 'The key of DESKLEDGER_SECRETS_KEY does not open'],
  ])('in the environment is %s: the same, and it is not shown', async ([, value, code, told], { expect }) => {
    const { data } = await aLedger()
    const ended = await serve(data, { DESKLEDGER_SECRETS_KEY: value })
    expect(ended).toMatchObject({ code, stdout: '' })
    expect(ended.stderr).toContain(told)
    expect(ended.stderr).not.toContain(value)
  })

  it('may be in another file or in the environment; then the ledger opens as before', async ({ expect }) => {
    const { data, keyFile } = await aLedger()
    const key = (await readFile(keyFile, 'utf8')).trim()
    const elsewhere = `${data}.key`
    await rename(keyFile, elsewhere)
    for (const settings of [{ DESKLEDGER_SECRETS_KEY_FILE: elsewhere }, { DESKLEDGER_SECRETS_KEY: key }]) {
      const ledger = await startLedger(data, settings)
      expect(await ledger.client.listLoginRecords()).toMatchObject({ total_count: 0 })
      expect(await ledger.end()).toBe(0)
    }
    expect(await readdir(data)).not.toContain('secrets.key')
  })
})
