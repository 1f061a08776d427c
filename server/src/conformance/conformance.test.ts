import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Shown } from './chapter.js'
import { CHAPTERS } from './chapters.js'
import { RunningLedger } from './running-ledger.js'
import { Trial } from './trial.js'

let ledger: RunningLedger
beforeAll(async () => {
  ledger = await RunningLedger.start()
})
afterAll(() => ledger[Symbol.asyncDispose]())

/** One test for what is shown by a check; what another test shows is looked up in `page.test.ts`. */
function show(title: string, shown: Shown): void {
  if (!('check' in shown)) return
  it(title, async () => {
    expect.hasAssertions()
    await shown.check(new Trial(ledger))
  })
}

describe.each(CHAPTERS)('$subject', ({ parts, choices, differences = [] }) => {
  for (const { title, facts } of parts) {
    describe(title, () => {
      for (const fact of facts) show(fact.fact, fact)
    })
  }
  describe.runIf(choices.length > 0)('where nothing is published', () => {
    for (const choice of choices) show(`${choice.silence}: ${choice.choice}`, choice)
  })
  describe.runIf(differences.length > 0)('known differences', () => {
    for (const difference of differences) show(`${difference.published}; here, ${difference.here}`, difference)
  })
})
