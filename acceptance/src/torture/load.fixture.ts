import { Agent, request } from 'node:http'
import { signRequest } from '@deskledger/signing'
import { type Ledger, ROOT } from '../ledger.fixture.js'

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
}

/** Asks a server for one list, again and again, over connections that are kept. */
export class Load implements Disposable {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 400 })
  private readonly url: string

  constructor(ledger: Pick<Ledger, 'endpoint'>, query: string) {
    this.url = `${ledger.endpoint}/v2/${ROOT.projectId}/connections/desktops?${query}`
  }

  /** So many clients, each waiting for its answer. */
  async closed(clients: number, seconds: number): Promise<LoadTold> {
    const tally = new Tally()
    const untilMs = performance.now() + seconds * 1000
    const client = async (): Promise<void> => {
      while (performance.now() < untilMs) await this.ask(tally)
    }
    await Promise.all(Array.from({ length: clients }, client))
    return tally.told(untilMs)
  }

  /** So many requests a second, whatever becomes of them. */
  async open(perSecond: number, seconds: number): Promise<LoadTold> {
    const tally = new Tally()
    const startedMs = performance.now()
    const untilMs = startedMs + seconds * 1000
    const asked: Promise<void>[] = []
    await new Promise<void>((resolve) => {
      const timer = setInterval(() => {
        const due = Math.floor(((Math.min(performance.now(), untilMs) - startedMs) / 1000) * perSecond)
        while (asked.length < due) asked.push(this.ask(tally))
        if (performance.now() < untilMs) return
        clearInterval(timer)
        resolve()
      }, 5)
    })
    await Promise.all(asked)
    return tally.told(untilMs)
  }

  [Symbol.dispose](): void {
    this.agent.destroy()
  }

  private ask(tally: Tally): Promise<void> {
    const headers = signRequest({ method: 'GET', url: this.url }, ROOT, new Date())
    return new Promise((resolve) => {
      const sent = request(this.url, { headers, agent: this.agent }, (answer) => {
        answer.resume().on('end', () => {
          tally.count(answer.statusCode, answer.headers['retry-after'])
          resolve()
        })
      })
      sent.on('error', (error) => {
        tally.others.push(error.message)
        resolve()
      })
      sent.end()
    })
  }
}

class Tally {
  private readonly startedMs = performance.now()
  private good = 0
  private refused = 0
  private withoutRetryAfter = 0
  readonly others: string[] = []

  count(status: number | undefined, retryAfter: string | undefined): void {
    if (status === 200) this.good += 1
    else if (status === 429 || status === 503) {
      this.refused += 1
      if (retryAfter === undefined) this.withoutRetryAfter += 1
    } else this.others.push(String(status))
  }

  told(lastAskedMs: number): LoadTold {
    const { good, refused, withoutRetryAfter, others } = this
    const lagSeconds = Math.max(0, performance.now() - lastAskedMs) / 1000
    return { good, refused, withoutRetryAfter, others, seconds: (lastAskedMs - this.startedMs) / 1000, lagSeconds }
  }
}
