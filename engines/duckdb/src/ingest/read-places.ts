import { createReadStream } from 'node:fs'

/**
 * The lines of a file at the given places, from 0 and ascending. The file is read once and only the wanted lines are
 * kept, one at a time.
 */
export async function* readPlaces(
  path: string,
  places: readonly number[],
): AsyncGenerator<{ readonly place: number; readonly text: string }> {
  let next = 0
  let place = 0
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    const bytes: Buffer = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    let from = 0
    for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, from)) {
      if (place === places[next]) {
        yield { place, text: bytes.toString('utf8', from, end) }
        next += 1
        if (next === places.length) return
      }
      from = end + 1
      place += 1
    }
    rest = bytes.subarray(from)
  }
}
