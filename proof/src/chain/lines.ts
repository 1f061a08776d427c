const LF = 10

const DECODER = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** A line of a file. */
export interface Line {
  /** Without its end. */
  readonly text: string
  /** From 1. */
  readonly number: number
  /** Whether it ends with a line feed; only the last one may not. */
  readonly isEnded: boolean
}

/** The lines of a file, as they arrive. */
export async function* linesOf(pieces: AsyncIterable<Buffer>): AsyncGenerator<Line> {
  let rest: Buffer[] = []
  let number = 0
  for await (const piece of pieces) {
    let from = 0
    for (let end = piece.indexOf(LF); end >= 0; end = piece.indexOf(LF, from)) {
      number += 1
      yield { text: textOf([...rest, piece.subarray(from, end)]), number, isEnded: true }
      rest = []
      from = end + 1
    }
    if (from < piece.length) rest.push(piece.subarray(from))
  }
  if (rest.length > 0) yield { text: textOf(rest), number: number + 1, isEnded: false }
}

/** Bytes that are not UTF-8 must not become the text that others stand for, or their hash would be the same. */
function textOf(pieces: readonly Buffer[]): string {
  const bytes = Buffer.concat(pieces)
  try {
    return DECODER.decode(bytes)
  } catch {
    return bytes.toString('latin1')
  }
}
