import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { deskledger, type Ended, newLedger, temporaryDirectory } from './ledger.fixture.js'

const LINES = Array.from({ length: 700 }, (_, place) =>
  JSON.stringify({
    transaction_id: `t-${place}`,
    connection_start_time: new Date(Date.now() - 60_000 - place).toISOString(),
    user_name: `"${place}",\n<row r="9">`,
    computer_name: '桌面',
  }),
).join('\n')

it('an export proves itself offline; whatever is changed is refused', async () => {
  await using directory = await temporaryDirectory()
  await using ledger = await newLedger()
  const at = (name: string) => join(directory.path, name)
  const run = (...words: readonly string[]) => deskledger(words, ledger.environment)
  // Nothing that verifying could ask.
  const verify = (...words: readonly string[]): Promise<Ended> => deskledger(['verify', ...words], { LANG: 'C' })

  await ledger.client.ingestConnectionRecords(LINES)
  await writeFile(at('ledger.pem'), (await run('keys', '--pem')).stdout)
  const { stdout: keys } = await run('keys', '--json')
  const [{ key_id: keyId } = { key_id: '' }] = (JSON.parse(keys) as { signing_keys: { key_id: string }[] }).signing_keys

  for (const format of ['csv', 'xlsx']) {
    const [file, manifest] = [at(`a.${format}`), at(`a.${format}.json`)]
    expect(await run('export', '--out', file, '--manifest', manifest)).toMatchObject({ code: 0 })
    const proved = await verify(file, manifest, '--key', at('ledger.pem'))
    expect(proved).toMatchObject({ code: 0, stderr: '' })
    expect(proved.stdout).toContain(`signed by key ${keyId}\n`)
    expect(proved.stdout).toContain('ok  rows 700\n')
    expect(proved.stdout).toContain('Proved: this is the file that was signed, whole and unaltered.\n')

    const bytes = await readFile(file)
    for (const place of [0, 4_000, bytes.length - 1]) {
      const flipped = Buffer.from(bytes)
      flipped[place] = (flipped[place] ?? 0) ^ 1
      await writeFile(at('flipped'), flipped)
      const refused = await verify(at('flipped'), manifest, '--key', at('ledger.pem'))
      expect([refused.code, refused.stdout]).toEqual([1, expect.stringMatching(/^BAD SHA-256/m)])
    }
  }

  // The same state of the ledger and the same question: the same bytes.
  await run('export', '--out', at('b.csv'), '--manifest', at('b.csv.json'))
  const digests = await Promise.all(
    ['a.csv', 'b.csv'].map(async (name) =>
      createHash('sha256')
        .update(await readFile(at(name)))
        .digest('hex'),
    ),
  )
  expect(digests[0]).toBe(digests[1])

  const openssl = (...words: readonly string[]) => promisify(execFile)('openssl', words)
  await openssl('genpkey', '-algorithm', 'ed25519', '-out', at('other.key'))
  await openssl('pkey', '-in', at('other.key'), '-pubout', '-out', at('other.pem'))
  expect(await verify(at('a.csv'), at('a.csv.json'), '--key', at('other.pem'))).toMatchObject({ code: 1 })

  const envelope = JSON.parse(await readFile(at('a.csv.json'), 'utf8')) as { payload: string }
  const manifest = Buffer.from(envelope.payload, 'base64').toString()
  const payload = Buffer.from(manifest.replace('"row_count":700', '"row_count":699')).toString('base64')
  await writeFile(at('edited.json'), JSON.stringify({ ...envelope, payload }))
  expect(await verify(at('a.csv'), at('edited.json'))).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('the manifest was changed after it was signed'),
  })
})
