import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { type Envelope, MANIFEST_TYPE, SigningKey, sealEnvelope } from '@deskledger/proof'
import { describe, expect, it } from 'vitest'
import { temporaryDirectory } from '../temporary-directory.fixture.js'
import { runCommand, sendJson, testEndpoint } from '../test-io.fixture.js'

const FILE = Buffer.from('\ufeffName,Details\r\nada,"two\r\nlines, ""quoted"""\r\n桌面,\r\n')
const KEY = SigningKey.generate()
const OTHER = SigningKey.generate()
const KEY_ID = KEY.verifying.keyId

const MANIFEST = {
  manifest_version: 2,
  file_name: 'a.csv',
  format: 'csv',
  row_count: 2,
  byte_count: FILE.byteLength,
  sha256: createHash('sha256').update(FILE).digest('hex'),
  project_id: 'p1',
  query: { user_name: 'ada', min_e2e_rtt: 200 },
  cut_off: { sequence: 7, time: '2026-01-01T00:00:00.000Z' },
  requested_by: 'ada',
  end_time: '2026-01-01T00:00:01.000Z',
}

const signed = (manifest: object = MANIFEST): Envelope => sealEnvelope(MANIFEST_TYPE, JSON.stringify(manifest), KEY)

async function verify(
  words: readonly string[] = [],
  { file = FILE, envelope = signed() as object, environment = {} } = {},
): Promise<Awaited<ReturnType<typeof runCommand>>> {
  await using directory = await temporaryDirectory()
  const [path, manifest] = [directory.file('a'), directory.file('m')]
  await writeFile(path, file)
  await writeFile(manifest, JSON.stringify(envelope, null, 4))
  await writeFile(directory.file('key.pem'), KEY.verifying.pem)
  await writeFile(directory.file('other.pem'), OTHER.verifying.pem)
  const full = words.map((word) => (word.endsWith('.pem') ? directory.file(word) : word))
  return await runCommand(['verify', path, manifest, ...full], { environment })
}

describe('verify', () => {
  it('says in words what is proved', async () => {
    expect(await verify(['--key', 'other.pem', 'key.pem'])).toEqual({
      code: 0,
      stderr: '',
      stdout: `ok  signed by key ${KEY_ID}
ok  size in bytes ${FILE.byteLength}
ok  SHA-256 ${MANIFEST.sha256}
ok  rows 2
It answers: project_id="p1" user_name="ada" min_e2e_rtt=200
State of the ledger: batch 7, 2026-01-01T00:00:00.000Z. Nothing later is in it.
Asked for by "ada", finished at 2026-01-01T00:00:01.000Z.
Proved: this is the file that was signed, whole and unaltered.
`,
    })
  })

  it('says what is not proved when no key is given', async () => {
    const { code, stdout } = await verify()
    expect(code).toBe(0)
    expect(stdout).toContain('Not proved: whose key it is.')
  })

  it.each([['--lang', 'zh'], []])('speaks Chinese by flag or environment %s', async (...words) => {
    const { stdout } = await verify(words, { environment: { LANG: 'zh_CN.UTF-8' } })
    expect(stdout).toContain('已证明：这正是被签名的文件，完整且未被改动。')
    expect((await verify(['--lang', 'en'], { environment: { LANG: 'zh_CN.UTF-8' } })).stdout).toContain('Proved:')
  })

  it.each([
    ['flipped', Buffer.from(FILE.map((byte, at) => (at === 9 ? byte ^ 1 : byte))), /^BAD SHA-256/m],
    ['cut off', FILE.subarray(0, -1), /^BAD size in bytes.*has 5\d, the manifest says 5\d$/m],
    ['longer', Buffer.concat([FILE, Buffer.from('eve,\r\n')]), /^BAD rows: the file has 3, the manifest says 2$/m],
    ['empty', Buffer.alloc(0), /^BAD rows: the file has 0/m],
  ])('refuses a file that was %s', async (_how, file, told) => {
    const { code, stdout } = await verify(['--key', 'key.pem'], { file })
    expect([code, stdout]).toEqual([1, expect.stringMatching(told)])
    expect(stdout).toContain('Refused: this is not the file that was signed.')
    expect(stdout).not.toContain('Proved:')
  })

  it('refuses another key than the one given', async () => {
    const { code, stdout } = await verify(['--key', 'other.pem'])
    expect([code, stdout]).toEqual([1, expect.stringContaining(`not signed with this key. It names "${KEY_ID}"`)])
  })

  it.each([
    ['edited', { ...signed(), payload: signed({ ...MANIFEST, row_count: 3 }).payload }, 'changed after it was signed'],
    ['not signed', { ...MANIFEST, manifest_version: 1 }, 'which was not signed'],
    ['of the future', signed({ ...MANIFEST, manifest_version: 3 }), 'a version that this program does not know'],
    ['something else', { hello: 1 }, 'no manifest'],
    ['incomplete', signed({ manifest_version: 2 }), 'no manifest'],
    ['of another type', sealEnvelope('application/x', JSON.stringify(MANIFEST), KEY), 'no manifest'],
  ])('refuses a manifest that is %s', async (_what, envelope, told) => {
    const { code, stdout } = await verify([], { envelope })
    expect([code, stdout]).toEqual([1, expect.stringContaining(told)])
  })

  it('refuses a manifest that tells other rows than the file has, though it is signed', async () => {
    const { code, stdout } = await verify([], { envelope: signed({ ...MANIFEST, row_count: 3 }) })
    expect([code, stdout]).toEqual([1, expect.stringContaining('BAD rows: the file has 2, the manifest says 3')])
  })

  it('counts lines of NDJSON, and says when it cannot count', async () => {
    const file = Buffer.from('{"a":"\\""}\n{"b":1}\n')
    const facts = { byte_count: file.byteLength, sha256: createHash('sha256').update(file).digest('hex') }
    const lines = await verify([], { file, envelope: signed({ ...MANIFEST, ...facts, format: 'ndjson' }) })
    expect([lines.code, lines.stdout]).toEqual([0, expect.stringContaining('ok  rows 2\n')])
    const parquet = await verify([], { file, envelope: signed({ ...MANIFEST, ...facts, format: 'parquet' }) })
    expect([parquet.code, parquet.stdout]).toEqual([
      0,
      expect.stringContaining('rows of parquet files are not counted'),
    ])
    const sheet = await verify([], { file, envelope: signed({ ...MANIFEST, ...facts, format: 'xlsx' }) })
    expect([sheet.code, sheet.stdout]).toEqual([1, expect.stringContaining('BAD rows: the file has ?')])
  })

  it('tells programs the same', async () => {
    const { stdout } = await verify(['--json', '--key', 'key.pem'])
    expect(JSON.parse(stdout)).toMatchObject({
      proved: true,
      key_id: KEY_ID,
      known_key: true,
      checks: [{ check: 'size', good: true }, { check: 'digest' }, { check: 'rows', expected: 2, found: 2 }],
      manifest: MANIFEST,
    })
    expect(JSON.parse((await verify(['--json', '--key', 'other.pem'])).stdout)).toMatchObject({
      proved: false,
      reason: 'signature',
    })
  })

  it.each([
    [['verify', '/nowhere', '/nowhere.json'], 1, 'Cannot read /nowhere.json'],
    [['verify', 'a', 'b', '--key', '/nowhere.pem'], 2, '--key /nowhere.pem: ENOENT'],
    [['verify', 'a', 'b', '--lang', 'de'], 2, '--lang must be one of en, zh'],
    [['verify', 'a'], 2, 'manifest'],
  ])('%j fails', async (words, code, told) => {
    expect(await runCommand(words)).toEqual({ code, stdout: '', stderr: expect.stringContaining(told) })
  })
})

describe('keys', () => {
  const keys = [
    { key_id: 'old', algorithm: 'Ed25519', public_key: 'OLD\n', create_time: 't1', retired_time: 't2' },
    { key_id: 'new', algorithm: 'Ed25519', public_key: 'NEW\n', create_time: 't2' },
  ]
  const keysOf = async (...words: readonly string[]) => {
    await using endpoint = await testEndpoint((_, reply) => sendJson(reply, 200, { signing_keys: keys }))
    const { DESKLEDGER_ENDPOINT } = endpoint.environment
    const ended = await runCommand(['keys', ...words], { environment: { DESKLEDGER_ENDPOINT } })
    return { ...ended, headers: endpoint.requests[0]?.message.headers }
  }

  it('are asked for without credentials and told with their ids, the present one first', async () => {
    const { code, stdout, headers } = await keysOf()
    expect([code, stdout]).toEqual([
      0,
      'key id  new\nEd25519, since t2, signs now\nNEW\n\nkey id  old\nEd25519, since t1, retired t2\nOLD\n',
    ])
    expect(headers).not.toHaveProperty('x-auth-token')
  })

  it('come as PEM, one at a time', async () => {
    expect((await keysOf('--pem')).stdout).toBe('NEW\n')
    expect((await keysOf('--pem', 'old')).stdout).toBe('OLD\n')
    expect(await keysOf('none')).toMatchObject({ code: 1, stderr: expect.stringContaining('never signed with such') })
    expect(JSON.parse((await keysOf('--json')).stdout)).toEqual({ signing_keys: keys })
  })
})
