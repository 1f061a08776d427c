/** When a line is delivered. */
interface Delivery {
  readonly atMs: number
  readonly line: string
}

/** A connection without an end failed or is still open: what else is known of it comes this much later. */
const NO_END_DELAY_MS = 1000

const KNOWN_LATER = [
  'connection_setup_time',
  'connection_end_time',
  'connection_failure_reason',
  'network_rtt',
  'e2e_rtt',
]

/**
 * Each record twice, as a gateway delivers it: when the connection starts, with what is known then, and whole when it has
 * ended. In order of delivery, so half of the lines update a record that began some hours before.
 * @param lines whole records in order of their start
 */
export function* connectionEvents(lines: Iterable<string>): Generator<string> {
  const pending: Delivery[] = []
  for (const line of lines) {
    const record = JSON.parse(line) as Record<string, unknown>
    const startMs = Date.parse(String(record['connection_start_time']))
    const endTime = record['connection_end_time']
    while (pending[0] !== undefined && pending[0].atMs <= startMs) yield takeFirst(pending)
    const atStart = Object.entries(record).filter(([field]) => !KNOWN_LATER.includes(field))
    yield JSON.stringify(Object.fromEntries(atStart))
    insert(pending, { atMs: endTime === undefined ? startMs + NO_END_DELAY_MS : Date.parse(String(endTime)), line })
  }
  while (pending.length > 0) yield takeFirst(pending)
}

function takeFirst(pending: Delivery[]): string {
  return pending.shift()?.line ?? ''
}

/** Keeps the order of delivery. */
function insert(pending: Delivery[], delivery: Delivery): void {
  pending.splice(pending.findLastIndex(({ atMs }) => atMs <= delivery.atMs) + 1, 0, delivery)
}
