import { randomBytes } from 'node:crypto'
import { ApiError, DeskledgerClient } from '@deskledger/client'
import { type Ledger, ROOT } from '../ledger.fixture.js'

/** How a ledger differs from what it acknowledged; a ledger that keeps its promises has all at 0 but `present`. */
export interface Comparison {
  readonly present: number
  /** Acknowledged, and not there. */
  readonly lost: number
  /** There, and never sent. */
  readonly invented: number
  /** There more than once. */
  readonly doubled: number
  /** There with other values than were sent. */
  readonly altered: number
}

/** What went wrong with nothing. */
export const NOTHING_WRONG = { lost: 0, invented: 0, doubled: 0, altered: 0 } as const

/** How a batch was answered. */
export type Answer =
  | { readonly kind: 'acknowledged' }
  | { readonly kind: 'refused'; readonly status: number; readonly retryAfterMs: number | undefined }
  | { readonly kind: 'no-answer' }

/** A client that shows every answer as it came: it never tries again by itself. */
export function plainClient(ledger: Pick<Ledger, 'endpoint'>): DeskledgerClient {
  return new DeskledgerClient({ endpoint: ledger.endpoint, ...ROOT, retry: { attempts: 1 } })
}

/** Records sent to a ledger, and which of them it acknowledged. All facts of a record follow from its number. */
export class Deliveries {
  private readonly first = Date.now() - 60_000
  private readonly details: string
  private sent = 0
  private readonly acknowledged = new Set<string>()

  /** @param detailBytes characters of random text that each record carries, so that it takes room */
  constructor(private readonly detailBytes = 0) {
    this.details = randomBytes(1 << 20).toString('hex')
  }

  get acknowledgedCount(): number {
    return this.acknowledged.size
  }

  /** Sends new records as one batch. */
  async send(client: DeskledgerClient, count: number): Promise<Answer> {
    const lines = Array.from({ length: count }, (_, place) => this.line(this.sent + place))
    this.sent += count
    try {
      const { created, unchanged } = await client.ingestConnectionRecords(
        lines.map((line) => `${JSON.stringify(line)}\n`).join(''),
      )
      if (created + unchanged !== count) throw new Error(`${created} of ${count} records were created`)
    } catch (error) {
      if (error instanceof ApiError) {
        return { kind: 'refused', status: error.status, retryAfterMs: error.retryAfterMs }
      }
      return { kind: 'no-answer' }
    }
    for (const { transaction_id } of lines) this.acknowledged.add(transaction_id)
    return { kind: 'acknowledged' }
  }

  /** Reads every record of the ledger back. */
  async compareWith(client: DeskledgerClient): Promise<Comparison> {
    const { body } = await client.exportUserLoginInfo({ format: 'ndjson' })
    const text = await new Response(body).text()
    const present = new Set<string>()
    const found = { invented: 0, doubled: 0, altered: 0 }
    for (const line of text.split('\n').filter((one) => one !== '')) {
      const record = JSON.parse(line) as ReturnType<Deliveries['line']>
      const number = Number(record.transaction_id.slice(1))
      if (!(number < this.sent)) found.invented += 1
      else if (!isSame(record, this.line(number))) found.altered += 1
      if (present.has(record.transaction_id)) found.doubled += 1
      present.add(record.transaction_id)
    }
    const lost = [...this.acknowledged].filter((id) => !present.has(id)).length
    return { present: present.size, lost, ...found }
  }

  private line(number: number) {
    const at = (number * 7919) % (this.details.length - this.detailBytes)
    return {
      transaction_id: `t${number}`,
      connection_start_time: new Date(this.first - number * 100).toISOString(),
      user_name: `user-${number % 100}`,
      computer_name: `PC-${number % 77}`,
      e2e_rtt: number % 300,
      ...(this.detailBytes === 0 ? {} : { connection_failure_reason: this.details.slice(at, at + this.detailBytes) }),
    }
  }
}

function isSame(record: object, line: object): boolean {
  return Object.entries(line).every(([name, value]) => (record as Record<string, unknown>)[name] === value)
}
