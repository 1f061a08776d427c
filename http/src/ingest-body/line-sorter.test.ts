import { LIMITS } from '@deskledger/contract'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LineSorter } from './line-sorter.js'

/** What is written for a body that comes in pieces of the given lengths, the last one repeated. */
function sort(body: Buffer, lengths: readonly number[] = [body.byteLength]): { sorter: LineSorter; text: string } {
  const sorter = new LineSorter(1000)
  const runs: Buffer[] = []
  for (let at = 0, turn = 0; at < body.byteLength; turn += 1) {
    const length = Math.max(1, lengths[Math.min(turn, lengths.length - 1)] ?? 1)
    runs.push(...sorter.take(Buffer.from(body.subarray(at, at + length))))
    at += length
  }
  runs.push(...sorter.finish())
  return { sorter, text: Buffer.concat(runs).toString('latin1') }
}

const BAD = Buffer.from([0x22, 0xff, 0x22])

describe('LineSorter', () => {
  it.each([
    ['a last line without a line feed counts', 'a\nb', 'a\nb\n', [1, 2]],
    ['blank lines are left out', '\n  \na\n\t\n\r\nb\n\n', 'a\nb\n', [3, 6]],
    ['a carriage return before a line feed is none', 'a\r\nb\r\n', 'a \nb \n', [1, 2]],
    ['a byte order mark is left out', '\u00ef\u00bb\u00bfa\n', 'a\n', [1]],
    ['a byte order mark of its own is a blank line', '\u00ef\u00bb\u00bf\na\n', 'a\n', [2]],
    ['nothing comes of nothing', '', '', []],
  ])('%s', (_name, body, text, lines) => {
    const sorted = sort(Buffer.from(body, 'latin1'))
    expect(sorted.text).toBe(text)
    expect(lines.map((_line, at) => sorted.sorter.numbers.inBody(at + 1))).toEqual(lines)
    expect(sorted.sorter.numbers.writtenCount).toBe(lines.length)
  })

  it('refuses a line that is not UTF-8 and keeps its neighbours', () => {
    const { sorter, text } = sort(Buffer.concat([Buffer.from('a\n'), BAD, Buffer.from('\nb\n')]))
    expect(text).toBe('a\nb\n')
    expect(sorter.refusals).toEqual([{ line: 2, problem: { kind: 'not-utf8' } }])
    expect(sorter.numbers.inBody(2)).toBe(3)
  })

  it.each([
    ['whole', LIMITS.ingestLineBytes * 3],
    ['in pieces', 65_536],
  ])('takes a line of the greatest length and refuses one byte more, %s', (_name, pieceLength) => {
    const longest = 'x'.repeat(LIMITS.ingestLineBytes)
    const { sorter, text } = sort(Buffer.from(`${longest}\r\n${longest}y\nz\n${longest}yy`), [pieceLength])
    expect(text).toBe(`${longest} \nz\n`)
    expect(sorter.refusals.map(({ line, problem }) => [line, problem.kind])).toEqual([
      [2, 'line-too-long'],
      [4, 'line-too-long'],
    ])
    expect(sorter.numbers.inBody(2)).toBe(3)
  })

  it.each(['0\n', '\n'])('takes as many lines %j as allowed and refuses one more', (line) => {
    const most = Buffer.from(line.repeat(LIMITS.ingestLineCount))
    expect(() => sort(most)).not.toThrow()
    expect(() => sort(Buffer.concat([most, Buffer.from(line)]))).toThrow('lines')
  })

  it('counts all refusals and keeps the first', () => {
    const sorter = new LineSorter(2)
    for (let at = 0; at < 5; at += 1) sorter.refuse('nested-too-deep')
    expect(sorter.refusals.map(({ line }) => line)).toEqual([1, 2])
    expect(sorter.refusedCount).toBe(5)
  })

  it('does the same however the body is cut into pieces, and what a plain reading does', async () => {
    const line = fc.constantFrom('', ' ', '{"a":1}', 'é', '\u00ff', 'x\r', '\r', '"\u00c3"')
    const body = fc.array(line, { maxLength: 30 }).map((lines) => Buffer.from(lines.join('\n'), 'latin1'))
    await fc.assert(
      fc.property(body, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (bytes, lengths) => {
        const { sorter, text } = sort(bytes, lengths)
        const expected = plainReading(bytes)
        expect(text).toBe(expected.kept.map(({ text }) => `${text}\n`).join(''))
        expect(expected.kept.map((_kept, at) => sorter.numbers.inBody(at + 1))).toEqual(
          expected.kept.map(({ line }) => line),
        )
        expect(sorter.refusals.map(({ line }) => line)).toEqual(expected.refused)
      }),
    )
  })
})

/** The oracle: line by line, without care for speed. */
function plainReading(bytes: Buffer): { kept: { line: number; text: string }[]; refused: number[] } {
  const kept: { line: number; text: string }[] = []
  const refused: number[] = []
  for (const [at, raw] of bytes.toString('latin1').split('\n').entries()) {
    // Only a line that has an end of its own can end with a carriage return; the last one gets a line feed, too.
    const text = raw.replace(/\r$/, ' ')
    if (/^[ \t\r]*$/.test(text)) continue
    const isUtf8 = !Buffer.from(text, 'latin1').toString('utf8').includes('\ufffd')
    if (isUtf8) kept.push({ line: at + 1, text })
    else refused.push(at + 1)
  }
  return { kept, refused }
}
