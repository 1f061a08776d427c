import { signRequest } from '@deskledger/signing'
import { type Ledger, ROOT } from '../ledger.fixture.js'
import { KeptConnection, type TerseAnswer } from './kept-connection.fixture.js'

/** What came of requests. */
export interface LoadTold {
  readonly good: number
  readonly refused: number
  /** Refusals that do not say when to try again. */
  readonly withoutRetryAfter: number
  /** Answers by another status, or none at all. */
  readonly others: readonly string[]
  readonly seconds: number
  /** From the last request to the last answer. */
  readonly lagSeconds: number
  /** Within which half of the refusals came, in milliseconds. */
  readonly medianRefusalMs: number
}

const MAX_CONNECTIONS = 400

/** Asks a server for lists in turn, again and again, over connections that are kept. */
export class Load implements Disposable {
  private readonly server: URL
  private readonly urls: readonly URL[]
  private readonly idle: KeptConnection[] = []
  private readonly all = new Set<KeptConnection>()
  private readonly queue: ((connection: KeptConnection) => void)[] = []

  constructor(ledger: Pick<Ledger, 'endpoint'>, queries: readonly string[]) {
    this.server = new URL(ledger.endpoint)
    const list = `${ledger.endpoint}/v2/${ROOT.projectId}/connections/desktops`
    this.urls = queries.map((query) => new URL(`${list}?${query}`))
  }

  /** So many clients, each waiting for its answer. */
  async closed(clients: number, seconds: number): Promise<LoadTold> {
    const tally = new Tally()
    const requests = this.signed()
    let asked = 0
    const untilMs = performance.now() + seconds * 1000
    const client = async (): Promise<void> => {
      while (performance.now() < untilMs) await this.ask(requests[asked++ % requests.length] ?? '', tally)
    }
    await Promise.all(Array.from({ length: clients }, client))
    return tally.told(untilMs)
  }

  /** So many requests a second, whatever becomes of them. */
  async open(perSecond: number, seconds: number): Promise<LoadTold> {
    const tally = new Tally()
    const requests = this.signed()
    const startedMs = performance.now()
    const untilMs = startedMs + seconds * 1000
    const asked: Promise<void>[] = []
    await new Promise<void>((resolve) => {
      const timer = setInterval(() => {
        const due = Math.floor(((Math.min(performance.now(), untilMs) - startedMs) / 1000) * perSecond)
        while (asked.length < due) asked.push(this.ask(requests[asked.length % requests.length] ?? '', tally))
        if (performance.now() < untilMs) return
        clearInterval(timer)
        resolve()
      }, 5)
    })
    await Promise.all(asked)
    return tally.told(untilMs)
  }

  [Symbol.dispose](): void {
    for (const connection of this.all) connection.close()
  }

  /** The requests, signed once for all: signatures stay good for a quarter of an hour, and a list may be asked for again. */
  private signed(): string[] {
    return this.urls.map((url) => {
      const headers = signRequest({ method: 'GET', url: url.href }, ROOT, new Date())
      const lines = Object.entries({ Host: url.host, ...headers }).map(([name, value]) => `${name}: ${value}`)
      return `GET ${url.pathname}${url.search} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`
    })
  }

  private async ask(request: string, tally: Tally): Promise<void> {
    const connection = await this.take()
    const askedMs = performance.now()
    try {
      tally.count(await connection.ask(request), performance.now() - askedMs)
    } catch (error) {
      tally.others.push(String(error))
    }
    this.giveBack(connection)
  }

  private take(): KeptConnection | Promise<KeptConnection> {
    for (let idle = this.idle.pop(); idle !== undefined; idle = this.idle.pop()) {
      if (idle.isUsable) return idle
      // The server closes what is idle for long.
      this.all.delete(idle)
    }
    if (this.all.size < MAX_CONNECTIONS) return this.another()
    return new Promise((resolve) => this.queue.push(resolve))
  }

  private another(): KeptConnection {
    const connection = new KeptConnection(this.server.hostname, Number(this.server.port))
    this.all.add(connection)
    return connection
  }

  private giveBack(connection: KeptConnection): void {
    if (!connection.isUsable) this.all.delete(connection)
    const usable = connection.isUsable ? connection : undefined
    const next = this.queue.shift()
    if (next !== undefined) next(usable ?? this.another())
    else if (usable !== undefined) this.idle.push(usable)
  }
}

class Tally {
  private readonly startedMs = performance.now()
  private good = 0
  private withoutRetryAfter = 0
  private readonly refusalsMs: number[] = []
  readonly others: string[] = []

  count({ status, hasRetryAfter }: TerseAnswer, tookMs: number): void {
    if (status === 200) this.good += 1
    else if (status === 429 || status === 503) {
      this.refusalsMs.push(tookMs)
      if (!hasRetryAfter) this.withoutRetryAfter += 1
    } else this.others.push(String(status))
  }

  told(lastAskedMs: number): LoadTold {
    const { good, withoutRetryAfter, others, refusalsMs } = this
    const lagSeconds = Math.max(0, performance.now() - lastAskedMs) / 1000
    const seconds = (lastAskedMs - this.startedMs) / 1000
    const medianRefusalMs = refusalsMs.sort((a, b) => a - b)[refusalsMs.length >> 1] ?? 0
    return { good, refused: refusalsMs.length, withoutRetryAfter, others, seconds, lagSeconds, medianRefusalMs }
  }
}
