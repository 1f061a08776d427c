import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type BatchBounds, type NdjsonBatch, ndjsonBatches } from './ndjson-batches.js'

async function batchesOf(pieces: readonly string[], bounds: BatchBounds): Promise<NdjsonBatch[]> {
  const source = async function* () {
    for (const piece of pieces) yield Buffer.from(piece)
  }
  const batches: NdjsonBatch[] = []
  for await (const batch of ndjsonBatches(source(), bounds)) batches.push(batch)
  return batches
}

const told = ({ firstLine, lineCount, body }: NdjsonBatch) => [firstLine, lineCount, Buffer.from(body).toString()]

describe('ndjsonBatches', () => {
  it.each<[string, string[], [number, number, string][]]>([
    ['nothing', [], []],
    ['one line without an end', ['a'], [[1, 1, 'a']]],
    ['as many lines as fit', ['a\nb\n'], [[1, 2, 'a\nb\n']]],
    [
      'a line more',
      ['a\nb\nc'],
      [
        [1, 2, 'a\nb\n'],
        [3, 1, 'c'],
      ],
    ],
    [
      'lines cut anywhere',
      ['a', '\n', 'b\nc\nd', '\ne\n'],
      [
        [1, 2, 'a\nb\n'],
        [3, 2, 'c\nd\n'],
        [5, 1, 'e\n'],
      ],
    ],
    [
      'blank lines, which count',
      ['\n\na\n'],
      [
        [1, 2, '\n\n'],
        [3, 1, 'a\n'],
      ],
    ],
  ])('cuts %s', async (_, pieces, batches) => {
    expect((await batchesOf(pieces, { lines: 2, bytes: 1000 })).map(told)).toEqual(batches)
  })

  it('ends a batch early when it is large enough', async () => {
    const batches = await batchesOf(['aaaa\nbbbb\ncc\ndd\n'], { lines: 9, bytes: 6 })
    expect(batches.map(told)).toEqual([
      [1, 2, 'aaaa\nbbbb\n'],
      [3, 2, 'cc\ndd\n'],
    ])
  })

  it('neither loses nor changes a byte, however it is cut', async () => {
    const text = fc.array(fc.constantFrom('a', 'b\n', '\n', 'ccc'), { maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(
        text,
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 9 }),
        async (pieces, lines, bytes) => {
          const batches = await batchesOf(pieces, { lines, bytes })
          expect(batches.map((batch) => told(batch)[2]).join('')).toBe(pieces.join(''))
          let line = 1
          for (const { firstLine, lineCount } of batches) {
            expect(firstLine).toBe(line)
            expect(lineCount).toBeLessThanOrEqual(lines)
            line += lineCount
          }
        },
      ),
    )
  })
})
