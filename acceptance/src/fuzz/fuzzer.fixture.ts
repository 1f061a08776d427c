import { parsed } from '../documented-failure.fixture.js'
import { type Answer, exchange, type Sent } from '../exchange.fixture.js'
import type { Figures } from './figures.fixture.js'
import { faultsOf } from './judge.fixture.js'
import type { FuzzRequest } from './requests.fixture.js'
import { routeOf } from './route-of.fixture.js'
import { toBeSent } from './to-be-sent.fixture.js'
import { CLOSED, HIDDEN_RECORDS, type TwoTenants } from './two-tenants.fixture.js'

/** Sends requests as an HTTP client sends them, and judges what is answered. */
export class Fuzzer {
  private lastDirectExport: Promise<unknown> = Promise.resolve()

  constructor(
    private readonly world: TwoTenants,
    private readonly figures: Figures,
  ) {}

  /** @throws {Error} the answer is not as documented, or tells what it must not */
  async run(request: FuzzRequest): Promise<void> {
    const sent = toBeSent(request, this.world)
    await this.exchangeAndJudge(request, sent)
    if (request.isRepeated) await this.exchangeAndJudge(request, sent)
  }

  private async exchangeAndJudge(request: FuzzRequest, sent: Sent): Promise<void> {
    const { operation } = routeOf(sent.method, sent.target)
    // More than two at a time are refused with 503.
    const answer = await (operation === 'ExportUserLoginInfoNew' ? this.alone(sent) : this.answerTo(sent))
    this.figures.count(operation, answer?.status ?? 'none')
    if (answer === undefined) {
      // On demand a download breaks before its first byte, in any project but the first.
      if (operation === 'DownloadExportFile' && !sent.target.includes(this.world.fuzzed.projectId)) return
      throw failure(request, sent, 'no answer')
    }
    const faults = faultsOf({
      ...sent,
      answer,
      said: `${sent.target} ${sent.body} ${JSON.stringify(sent.headers)}`,
      saidBefore: this.world.things.foreignNamed,
      hidden: this.hiddenFrom(request),
      maxCount: HIDDEN_RECORDS / 4,
    })
    if (faults.length > 0) throw failure(request, sent, faults.join('; '), answer)
    this.learn(request, sent, answer)
  }

  private hiddenFrom({ sender }: FuzzRequest): readonly string[] {
    const { telltales, accountId, letters } = this.world.hidden
    // The account that the server was founded with sees the names of the others.
    if (sender === 'operator') return telltales.filter((text) => text !== accountId && text !== letters)
    return sender === 'limited' ? [...telltales, CLOSED] : telltales
  }

  private learn({ sender }: FuzzRequest, sent: Sent, { status, body }: Answer): void {
    const { things, accounts } = this.world
    if (status === 404 && sender === 'root') things.forget(`${sent.target} ${sent.body}`)
    // The audit log repeats what was asked, be it nonsense.
    if (routeOf(sent.method, sent.target).operation === 'ListAuditEntries') return
    if (status < 300) (sender === 'operator' ? accounts : things).learn(parsed(body))
  }

  private alone(sent: Sent): Promise<Answer | undefined> {
    const answer = this.lastDirectExport.then(() => this.answerTo(sent))
    this.lastDirectExport = answer
    return answer
  }

  /** A connection that is kept may be over when it is used again: RFC 9112, 9.3.1 has clients send once more. */
  private answerTo(sent: Sent): Promise<Answer | undefined> {
    const { endpoint } = this.world.ledger
    return exchange(endpoint, sent).catch(() => exchange(endpoint, sent, false).catch(() => undefined))
  }
}

function failure({ sender }: FuzzRequest, sent: Sent, what: string, answer?: Answer): Error {
  const told = answer && `${answer.status} ${JSON.stringify(answer.headers)} ${answer.body.toString().slice(0, 500)}`
  const body = sent.body?.toString().slice(0, 500)
  return new Error(`${what}\n${sender}: ${sent.method} ${sent.target}\n${body}\n${told}`)
}
