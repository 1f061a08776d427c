import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SigningKey } from '../signing-key.js'
import { sealCheckpoint } from './checkpoint.js'
import { CHAIN_START, entryLine, type Link, readEntryLine } from './entry-line.js'
import { CHECKPOINT_FILE, entryFile, personalFile } from './log-files.js'
import { commitmentOf, newPersonalValue, personalLine } from './personal-data.js'
import { verifyLog } from './verify-log.js'

const KEY = SigningKey.generate()
const OTHER = SigningKey.generate()
const AT = new Date('2026-01-01T00:00:00.000Z')

/** Entries in two files, with an address each, and a checkpoint of the last. */
const [FIRST_FILE, SECOND_FILE] = [entryFile(1), entryFile(6)]
const COUNT = 9

interface Log {
  readonly files: Map<string, string>
  readonly links: readonly Link[]
}

function aLog(change: (at: number) => object = () => ({})): Log {
  const files = new Map<string, string>()
  const append = (name: string, line: string): void => void files.set(name, `${files.get(name) ?? ''}${line}\n`)
  const links: Link[] = []
  let link: Link = CHAIN_START
  for (let at = 1; at <= COUNT; at += 1) {
    const value = newPersonalValue(at, 'address', `192.0.2.${at}`)
    const facts = { operation: 'X', at, ...change(at), personal: { address: commitmentOf(value) } }
    const next = entryLine(facts, link)
    append(at < 6 ? FIRST_FILE : SECOND_FILE, next.line)
    append(personalFile(at < 6 ? 1 : 6), personalLine(value))
    link = next.link
    links.push(link)
  }
  append(CHECKPOINT_FILE, JSON.stringify(sealCheckpoint(link, AT, KEY)))
  return { files, links }
}

describe('a log', () => {
  let directory: string
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'proof-log-'))
  })
  afterEach(() => rm(directory, { recursive: true }))

  async function write(files: ReadonlyMap<string, string>): Promise<void> {
    for (const name of await readdir(directory)) await rm(join(directory, name))
    for (const [name, text] of files) await writeFile(join(directory, name), text)
  }

  async function problemsOf(files: ReadonlyMap<string, string>, options = {}): Promise<readonly object[]> {
    await write(files)
    return (await verifyLog(directory, options)).problems
  }

  /** The log with the lines of one file changed. */
  function changed({ files }: Log, name: string, change: (lines: string[]) => readonly string[]): Map<string, string> {
    const lines = (files.get(name) ?? '').split('\n').slice(0, -1)
    return new Map(files).set(
      name,
      change(lines)
        .map((line) => `${line}\n`)
        .join(''),
    )
  }

  it('as it was written has no problems', async () => {
    await write(aLog().files)
    expect(await verifyLog(directory, { keys: [OTHER.verifying, KEY.verifying] })).toEqual({
      problems: [],
      head: expect.objectContaining({ sequence: COUNT }),
      entryCount: COUNT,
      personalCount: COUNT,
      erasedCount: 0,
      checkpointCount: 1,
      lastCheckpoint: expect.objectContaining({ sequence: COUNT, time: AT.toISOString() }),
      keyIds: [KEY.verifying.keyId],
    })
  })

  it('shows each edit, removal and insertion of a line, and each line moved', async () => {
    const log = aLog()
    await fc.assert(
      fc.asyncProperty(fc.nat(4), fc.nat(4), fc.nat(200), fc.boolean(), async (one, other, place, isSecond) => {
        const name = isSecond ? SECOND_FILE : FIRST_FILE
        const length = isSecond ? 4 : 5
        const [at, to] = [one % length, other % length]
        const flipped = changed(log, name, (lines) =>
          lines.map((line, number) => (number === at ? flip(line, place % line.length) : line)),
        )
        expect(await problemsOf(flipped), 'flipped').not.toEqual([])
        const removed = changed(log, name, (lines) => lines.toSpliced(at, 1))
        expect(await problemsOf(removed), 'removed').not.toEqual([])
        const inserted = changed(log, name, (lines) => lines.toSpliced(to, 0, lines[at] ?? ''))
        expect(await problemsOf(inserted), 'inserted').not.toEqual([])
        if (at === to) return
        const moved = changed(log, name, (lines) => lines.toSpliced(at, 1).toSpliced(to, 0, lines[at] ?? ''))
        expect(await problemsOf(moved), 'moved').not.toEqual([])
      }),
      { numRuns: 25 },
    )
  })

  it('names what was done, once', async () => {
    const log = aLog()
    const edited = changed(log, FIRST_FILE, ([a = '', ...rest]) => [a.replace('"X"', '"Y"'), ...rest])
    expect(await problemsOf(edited)).toEqual([{ kind: 'edited', file: FIRST_FILE, line: 1 }])
    const removed = changed(log, FIRST_FILE, (lines) => lines.toSpliced(1, 2))
    expect(await problemsOf(removed)).toEqual([
      { kind: 'removed', file: FIRST_FILE, line: 2, from: 2, to: 3 },
      { kind: 'personal-unknown', sequence: 2, field: 'address' },
      { kind: 'personal-unknown', sequence: 3, field: 'address' },
    ])
    const noise = changed(log, SECOND_FILE, ([a = '', ...rest]) => [a, 'noise', ...rest])
    expect(await problemsOf(noise)).toEqual([
      { kind: 'unreadable', file: SECOND_FILE, line: 2 },
      { kind: 'inserted', file: SECOND_FILE, line: 3, sequence: 7, expected: 8 },
    ])
    const gone = new Map(log.files)
    gone.delete(FIRST_FILE)
    gone.delete(personalFile(1))
    expect(await problemsOf(gone)).toEqual([
      { kind: 'file-misplaced', file: SECOND_FILE, expected: 1 },
      { kind: 'removed', file: SECOND_FILE, line: 1, from: 1, to: 5 },
    ])
  })

  it('shows an edit whose hash was mended, by the entry behind it', async () => {
    const log = aLog()
    const edited = changed(log, FIRST_FILE, (lines) => {
      const entry = readEntryLine(lines[1] ?? '')
      if (typeof entry === 'string') throw new Error(entry)
      const mended = entryLine({ ...entry.facts, operation: 'Y' }, log.links[0] ?? CHAIN_START).line
      return lines.toSpliced(1, 1, mended)
    })
    expect(await problemsOf(edited)).toEqual([{ kind: 'not-linked', file: FIRST_FILE, line: 3, sequence: 3 }])
  })

  it('shows a chain that was made anew, by its checkpoint', async () => {
    const forged = aLog((at) => (at === 3 ? { operation: 'Y' } : {}))
    forged.files.set(CHECKPOINT_FILE, aLog().files.get(CHECKPOINT_FILE) ?? '')
    expect(await problemsOf(forged.files)).toEqual([{ kind: 'checkpoint-contradicted', sequence: COUNT }])
  })

  it('shows a cut tail by its checkpoint, or by one that was kept elsewhere', async () => {
    const log = aLog()
    const cut = changed(log, SECOND_FILE, (lines) => lines.slice(0, 2))
    cut.set(personalFile(6), (log.files.get(personalFile(6)) ?? '').split('\n').slice(0, 2).join('\n').concat('\n'))
    const cutOff = { kind: 'cut-off', last: 7, checkpoint: COUNT }
    expect(await problemsOf(cut)).toEqual([cutOff])
    const kept = cut.get(CHECKPOINT_FILE) ?? ''
    cut.delete(CHECKPOINT_FILE)
    // What no checkpoint covers, nothing can show.
    expect(await problemsOf(cut)).toEqual([])
    expect(await problemsOf(cut, { checkpoints: [kept] })).toEqual([cutOff])
    const half = changed(log, SECOND_FILE, (lines) => lines)
    half.set(SECOND_FILE, (half.get(SECOND_FILE) ?? '').slice(0, -10))
    expect(await problemsOf(half)).toContainEqual({ kind: 'unfinished-line', file: SECOND_FILE, line: 4 })
  })

  it('counts no checkpoint of another key than those given', async () => {
    const log = aLog()
    const forged = `${JSON.stringify(sealCheckpoint({ sequence: 2, hash: 'x' }, AT, OTHER))}\n`
    const files = new Map(log.files).set(CHECKPOINT_FILE, forged)
    const options = { keys: [KEY.verifying] }
    expect(await problemsOf(files, options)).toEqual([
      { kind: 'checkpoint-not-signed', file: CHECKPOINT_FILE, line: 1 },
    ])
    expect(await problemsOf(files)).toEqual([{ kind: 'checkpoint-contradicted', sequence: 2 }])
  })

  it('stays whole when personal values are erased, and shows each that was edited or added', async () => {
    const log = aLog()
    const name = personalFile(1)
    await write(changed(log, name, (lines) => lines.toSpliced(0, 2)))
    expect(await verifyLog(directory)).toMatchObject({ problems: [], personalCount: COUNT - 2, erasedCount: 2 })
    const edited = changed(log, name, ([a = '', ...rest]) => [a.replace('192.0.2.1', '192.0.2.9'), ...rest])
    expect(await problemsOf(edited)).toEqual([{ kind: 'personal-edited', sequence: 1, field: 'address' }])
    const more = changed(log, name, (lines) => [...lines, personalLine(newPersonalValue(1, 'user_name', 'eve'))])
    expect(await problemsOf(more)).toEqual([{ kind: 'personal-unknown', sequence: 1, field: 'user_name' }])
  })

  it('is bytes: one that is not UTF-8 is not taken for the character that stands for such', async () => {
    const log = aLog(() => ({ text: '\ufffd' }))
    await write(log.files)
    expect((await verifyLog(directory)).problems).toEqual([])
    const bytes = await readFile(join(directory, FIRST_FILE))
    const at = bytes.indexOf(Buffer.from('\ufffd'))
    await writeFile(
      join(directory, FIRST_FILE),
      Buffer.concat([bytes.subarray(0, at), Buffer.of(0xff), bytes.subarray(at + 3)]),
    )
    expect((await verifyLog(directory)).problems).toEqual([{ kind: 'edited', file: FIRST_FILE, line: 1 }])
  })
})

/** Another character of the same class, so that most flips leave the line readable. */
function flip(line: string, place: number): string {
  const character = line[place] ?? ''
  const other = /\d/.test(character) ? String((Number(character) + 1) % 10) : character === 'a' ? 'b' : 'a'
  return line.slice(0, place) + other + line.slice(place + 1)
}
