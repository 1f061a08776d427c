import type { Attempt } from './episode.js'
import { type GenerateOptions, type TimeRange, timeRangeOf } from './generate-options.js'
import { staffFor, waveQuotas } from './quota.js'
import { hash } from './random.js'
import { TimeHeap } from './time-heap.js'
import { earliestStartMs } from './wave.js'
import { episodesOf } from './wave-episodes.js'

/**
 * Connection records of an organisation with five offices, as lines of NDJSON without line ends, in order of
 * `connection_start_time`. What is held in memory is the waves of a day or two, not the records.
 * @throws {RangeError} an option is outside what `GenerateOptions` says
 */
export function generateLines(options: GenerateOptions): Generator<string> {
  return mergeWaves(options, timeRangeOf(options))
}

/** An attempt that waits for its turn; the first of an episode brings its wave's next episode in. */
interface Waiting extends Attempt {
  readonly following: Generator<Attempt[]> | undefined
}

function* mergeWaves({ records, seed }: GenerateOptions, range: TimeRange): Generator<string> {
  const seedKey = hash(seed, Math.floor(seed / 0x1_0000_0000))
  const staffOf = staffFor(range, records)
  const quotas = waveQuotas(range, records)
  const waiting = new TimeHeap<Waiting>()
  let next = quotas.next()
  for (;;) {
    const earliest = waiting.peek()
    if (!next.done && (earliest === undefined || earliestStartMs(next.value.wave.day) <= earliest.startMs)) {
      const { wave, quota } = next.value
      if (quota > 0) enqueue(waiting, episodesOf(seedKey, wave, staffOf(wave.office), quota))
      next = quotas.next()
      continue
    }
    const attempt = waiting.pop()
    if (attempt === undefined) return
    if (attempt.following !== undefined) enqueue(waiting, attempt.following)
    yield attempt.line
  }
}

function enqueue(waiting: TimeHeap<Waiting>, episodes: Generator<Attempt[]>): void {
  const episode = episodes.next()
  if (episode.done) return
  let following: Generator<Attempt[]> | undefined = episodes
  for (const { startMs, line } of episode.value) {
    waiting.push({ startMs, line, following })
    following = undefined
  }
}
