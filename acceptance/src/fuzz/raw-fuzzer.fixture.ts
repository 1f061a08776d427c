import type { Figures } from './figures.fixture.js'
import { rawFaultsOf } from './judge.fixture.js'
import { answersIn, bytesBack } from './raw-answers.fixture.js'
import { type RawRequest, SIGNATURE } from './raw-requests.fixture.js'
import { proven } from './senders.fixture.js'
import type { TwoTenants } from './two-tenants.fixture.js'

/** Sends bytes that no HTTP client would send, and judges what is answered. */
export class RawFuzzer {
  constructor(
    private readonly world: TwoTenants,
    private readonly figures: Figures,
  ) {}

  /** @throws {Error} what came back is no sequence of whole answers, or one of them is not as documented or tells too much */
  async run({ text, cutAt }: RawRequest): Promise<void> {
    const said = this.signed(this.world.things.resolved(text))
    const sent = Buffer.from(said, 'latin1').subarray(0, Math.ceil(said.length * cutAt))
    const back = await bytesBack(this.world.ledger.endpoint, sent)
    // Answers to HEAD have no bodies, whatever their heads say.
    const answers = /^HEAD|\nHEAD/.test(said) ? [] : answersIn(back)
    this.figures.count(undefined, answers[0]?.status ?? 'none')
    const { things, hidden } = this.world
    const told = { said, saidBefore: things.foreignNamed, hidden: hidden.telltales }
    const faults = answers.flatMap((answer) => rawFaultsOf({ answer, ...told }))
    if (faults.length > 0) throw new Error(`${faults.join('; ')}\n${sent.toString('latin1')}\n\n${back.toString()}`)
  }

  private signed(text: string): string {
    const { endpoint } = this.world.ledger
    return text.replaceAll(SIGNATURE, (_all, method: string, target: string) => {
      const headers = proven('root beside', { method, url: `${endpoint}${target}` }, this.world.proofs)
      const lines = Object.entries({ ...headers, Host: new URL(endpoint).host })
      return lines.map((pair) => pair.join(': ')).join('\r\n')
    })
  }
}
