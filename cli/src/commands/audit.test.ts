import { mkdir, writeFile } from 'node:fs/promises'
import { CHAIN_START, CHECKPOINT_FILE, entryFile, entryLine, SigningKey, sealCheckpoint } from '@deskledger/proof'
import { describe, expect, it } from 'vitest'
import { temporaryDirectory } from '../temporary-directory.fixture.js'
import { runCommand, sendJson, testEndpoint } from '../test-io.fixture.js'

const KEY = SigningKey.generate()
const AT = new Date('2026-01-01T00:00:00.000Z')
const FIRST = entryLine({ operation: 'CreateUser' }, CHAIN_START)
const SECOND = entryLine({ operation: 'DeleteUser' }, FIRST.link)
const CHECKPOINT = JSON.stringify(sealCheckpoint(FIRST.link, AT, KEY))

async function verify(
  lines: readonly string[],
  words: readonly string[] = [],
  { checkpoints = [CHECKPOINT] as readonly string[] } = {},
) {
  await using directory = await temporaryDirectory()
  await mkdir(directory.file('audit'))
  await writeFile(directory.file(`audit/${entryFile(1)}`), lines.map((line) => `${line}\n`).join(''))
  await writeFile(directory.file(`audit/${CHECKPOINT_FILE}`), checkpoints.map((text) => `${text}\n`).join(''))
  await writeFile(directory.file('key.pem'), KEY.verifying.pem)
  await writeFile(directory.file('kept.json'), JSON.stringify(sealCheckpoint(SECOND.link, AT, KEY), null, 2))
  const full = words.map((word) => (/\.(pem|json)$/.test(word) ? directory.file(word) : word))
  return await runCommand(['audit', 'verify', directory.file('audit'), ...full])
}

describe('audit verify', () => {
  it('says in words what is proved', async () => {
    expect(await verify([FIRST.line, SECOND.line], ['--key', 'key.pem'])).toEqual({
      code: 0,
      stderr: '',
      stdout: `2 entries, the last with hash ${SECOND.link.hash}
0 personal values fit their entries, 0 were erased
1 checkpoints signed by key ${KEY.verifying.keyId}, the last of entry 1 at ${AT.toISOString()}
Behind the last checkpoint there are 1 entries; nothing shows whether more followed them.
Proved: no entry was changed, removed or inserted, and none cut off before the last checkpoint.
`,
    })
  })

  it.each<[string, readonly string[], readonly string[], string]>([
    ['changed', [FIRST.line.replace('Create', 'Update'), SECOND.line], [], 'line 1: the entry was changed'],
    ['removed', [SECOND.line], [], 'line 1: entries 1 to 1 before it are missing'],
    ['inserted', [FIRST.line, FIRST.line, SECOND.line], [], 'line 2: entry 1 stands where entry 2 belongs'],
    ['cut off', [FIRST.line], ['--checkpoint', 'kept.json'], 'ends with entry 1, but a checkpoint is of entry 2'],
    ['changed', [FIRST.line, '{}'], ['--lang', 'zh'], '第 2 行：不是条目'],
  ])('refuses a log in which something was %s', async (_what, lines, words, told) => {
    const { code, stdout } = await verify(lines, words)
    expect([code, stdout]).toEqual([1, expect.stringContaining(`${told}`)])
    expect(stdout).toMatch(/^(Refused: |拒绝：)/m)
  })

  it('says what nothing proves', async () => {
    expect((await verify([FIRST.line])).stdout).toContain('Not proved: whose key it is.')
    const { code, stdout } = await verify([FIRST.line], [], { checkpoints: [] })
    expect([code, stdout]).toEqual([0, expect.stringContaining('There is no checkpoint')])
  })

  it('tells programs the same', async () => {
    const { stdout } = await verify([FIRST.line, FIRST.line], ['--json'])
    expect(JSON.parse(stdout)).toMatchObject({
      proved: false,
      entryCount: 2,
      problems: [{ kind: 'inserted', line: 2 }],
    })
  })

  it('fails where there is no log', async () => {
    const { code, stderr } = await runCommand(['audit', 'verify', '/nowhere'])
    expect([code, stderr]).toEqual([1, expect.stringContaining('Cannot read /nowhere')])
  })
})

describe('audit export', () => {
  it.each([
    [[], 'limit=1000', [3, 2, 1]],
    [['--outcome', 'denied', '--limit', '2'], 'outcome=denied&limit=1000', [3, 2]],
  ])('%j prints one entry a line', async (words, asked, sequences) => {
    await using endpoint = await testEndpoint(({ url }, reply) => {
      const isFirst = url.searchParams.get('before_sequence') === null
      const entries = (isFirst ? [3, 2] : [1]).map((sequence) => ({ sequence }))
      sendJson(reply, 200, { audit_entries: entries, ...(isFirst ? { next_before_sequence: 2 } : {}) })
    })
    const { code, stdout } = await runCommand(['audit', 'export', ...words], endpoint)
    expect([code, stdout]).toEqual([0, sequences.map((sequence) => `{"sequence":${sequence}}\n`).join('')])
    expect(endpoint.requests[0]?.url.search).toBe(`?${asked}`)
  })
})
