import type { ExportTask } from '@deskledger/domain'
import type { Closing, CutOff, ObservedAnswer, Observer, Overload, SizeLimit } from '@deskledger/http'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Levels } from './levels.js'

/** Upper bounds in seconds: from a list of an empty ledger to a large download. */
const REQUEST_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]

/** Upper bounds in seconds: from an export of some rows to one of many millions. */
const EXPORT_BUCKETS = [0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800]

/** Statuses by which a request is shed: it was fine, and may be sent again. */
const SHEDDING: readonly number[] = [429, 503]

/**
 * What the server counts, for Prometheus. Labels come from the contract, so that there are few series and none of them
 * names a caller, a project or anything that was asked for.
 */
export class Metrics implements Observer {
  private readonly registry = new Registry()
  private readonly inFlight: Gauge
  private readonly requests: Histogram<'operation' | 'status'>
  private readonly shed: Counter<'operation' | 'error_code'>
  private readonly overloads: Counter<'limit'>
  private readonly cutOffs: Counter<'reason'>
  private readonly oversizes: Counter<'limit'>
  private readonly closings: Counter<'reason'>
  private readonly lines: Counter<'result'>
  private readonly batches: Counter
  private readonly exports: Histogram<'format' | 'status'>
  private readonly exportedRows: Counter<'format'>
  private readonly exportedBytes: Counter<'format'>

  /** @param levels what is looked up whenever the metrics are read */
  constructor(levels: Levels) {
    const registers = [this.registry]
    const named = <Label extends string>(name: string, help: string, ...labelNames: Label[]) => ({
      name: `deskledger_${name}`,
      help,
      labelNames,
      registers,
    })
    collectDefaultMetrics({ register: this.registry })
    this.inFlight = new Gauge(named('requests_in_flight', 'Requests that are being answered.'))
    this.requests = new Histogram({
      ...named(
        'request_duration_seconds',
        'From the first byte of a request to the last of its answer, by operation and class of status.',
        'operation',
        'status',
      ),
      buckets: REQUEST_BUCKETS,
    })
    this.shed = new Counter(
      named(
        'requests_shed_total',
        'Requests answered with 429 or 503, by operation and error_code.',
        'operation',
        'error_code',
      ),
    )
    this.overloads = new Counter(
      named('overloads_total', 'Requests refused because there is too much to do, by the limit that was met.', 'limit'),
    )
    this.cutOffs = new Counter(
      named(
        'slow_clients_total',
        'Clients that were cut off, by reason: slow-sender, late-request or slow-reader.',
        'reason',
      ),
    )
    this.oversizes = new Counter(
      named(
        'oversized_total',
        'Requests refused for their size, and lines left out for theirs, by the limit that was exceeded.',
        'limit',
      ),
    )
    this.closings = new Counter(
      named('connections_closed_total', 'Connections closed without an answer, by reason: idle or too-many.', 'reason'),
    )
    this.lines = new Counter(
      named('ingest_lines_total', 'Lines of delivered batches: created, updated, unchanged or refused.', 'result'),
    )
    this.batches = new Counter(named('ingest_batches_total', 'Batches that were taken in.'))
    this.exports = new Histogram({
      ...named(
        'export_duration_seconds',
        'From asking for an export to its end, by format and status (SUCCESS or FAIL).',
        'format',
        'status',
      ),
      buckets: EXPORT_BUCKETS,
    })
    this.exportedRows = new Counter(named('exported_rows_total', 'Rows of finished export files.', 'format'))
    this.exportedBytes = new Counter(named('exported_bytes_total', 'Bytes of finished export files.', 'format'))
    for (const { name, help, read } of levels) {
      new Gauge({
        ...named(name, help),
        async collect() {
          this.set(await read())
        },
      })
    }
  }

  /** The media type of {@link text}. */
  get contentType(): string {
    return this.registry.contentType
  }

  /** Everything in the text format of Prometheus. */
  text(): Promise<string> {
    return this.registry.metrics()
  }

  began(): void {
    this.inFlight.inc()
  }

  answered({ status, seconds, ...answer }: ObservedAnswer): void {
    const operation = answer.operation ?? 'none'
    this.inFlight.dec()
    this.requests.observe({ operation, status: `${Math.floor(status / 100)}xx` }, seconds)
    if (SHEDDING.includes(status)) this.shed.inc({ operation, error_code: answer.errorCode ?? 'none' })
  }

  refused(limit: Overload): void {
    this.overloads.inc({ limit })
  }

  cutOff(reason: CutOff): void {
    this.cutOffs.inc({ reason })
  }

  oversized(limit: SizeLimit, count = 1): void {
    this.oversizes.inc({ limit }, count)
  }

  closed(reason: Closing): void {
    this.closings.inc({ reason })
  }

  ingested({ created, updated, unchanged, refusedCount: refused }: Parameters<Observer['ingested']>[0]): void {
    this.batches.inc()
    for (const [result, count] of Object.entries({ created, updated, unchanged, refused })) {
      this.lines.inc({ result }, count)
    }
  }

  /** An export ended. */
  exported({ request: { format }, status, createdAt, endedAt, file }: ExportTask): void {
    const seconds = ((endedAt ?? createdAt).getTime() - createdAt.getTime()) / 1000
    this.exports.observe({ format, status }, seconds)
    if (file === undefined) return
    this.exportedRows.inc({ format }, file.rowCount)
    this.exportedBytes.inc({ format }, file.byteCount)
  }
}
