import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { startLedger, temporaryDirectory } from '../ledger.fixture.js'
import { Deliveries, NOTHING_WRONG, plainClient } from './deliveries.fixture.js'
import { tellFigure } from './figure.fixture.js'
import { SIZES, TORTURE_TIMEOUT_MS } from './sizes.fixture.js'

/** Agents that deliver at the same time. */
const AGENTS = 4
const LARGEST_BATCH = 400
const LONGEST_LIFE_MS = 1_500

describe('kill -9', { timeout: TORTURE_TIMEOUT_MS }, () => {
  it(`at ${SIZES.kills} moments loses no acknowledged record, invents none and doubles none (promise 1)`, async () => {
    await using directory = await temporaryDirectory()
    const data = join(directory.path, 'data')
    const deliveries = new Deliveries()
    for (let kill = 1; kill <= SIZES.kills; kill += 1) {
      const ledger = await startLedger(data)
      expect([kill, await deliveries.compareWith(ledger.client)]).toMatchObject([kill, NOTHING_WRONG])
      const client = plainClient(ledger)
      const agent = async (): Promise<void> => {
        for (;;) {
          const answer = await deliveries.send(client, 1 + Math.floor(Math.random() * LARGEST_BATCH))
          if (answer.kind === 'no-answer') return
          expect(answer).toEqual({ kind: 'acknowledged' })
        }
      }
      const agents = Array.from({ length: AGENTS }, agent)
      await pause(50 + Math.random() * LONGEST_LIFE_MS)
      await ledger.end('SIGKILL')
      await Promise.all(agents)
    }
    const ledger = await startLedger(data)
    const { present, ...wrong } = await deliveries.compareWith(ledger.client)
    await ledger.end('SIGKILL')
    tellFigure(
      `kills: ${SIZES.kills}; ${deliveries.acknowledgedCount} records acknowledged, ${present} present, ${wrong.lost} lost, ${wrong.invented} invented, ${wrong.doubled} doubled`,
    )
    expect(wrong).toEqual(NOTHING_WRONG)
    expect(deliveries.acknowledgedCount).toBeGreaterThan(SIZES.kills * 100)
  })
})
