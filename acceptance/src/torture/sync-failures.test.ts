import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { debianLibrary } from '../debian-library.fixture.js'
import { deskledger, startLedger, temporaryDirectory } from '../ledger.fixture.js'
import { Deliveries, NOTHING_WRONG, plainClient } from './deliveries.fixture.js'
import { tellFigure } from './figure.fixture.js'
import { readinessOf } from './readiness.fixture.js'
import { SIZES, TORTURE_TIMEOUT_MS } from './sizes.fixture.js'
import { failSyncs, whyNoTracing } from './tracing.fixture.js'

const FAILING_MS = 4_000
const BACK_WITHIN_MS = 30_000

const refusal = await whyNoTracing()

describe('a disk that fails to sync', { timeout: TORTURE_TIMEOUT_MS }, () => {
  it.runIf(refusal !== undefined)(`is not tried: this machine does not let strace attach (${refusal})`, () => {
    tellFigure(`failed syncs: not tried, this machine does not let strace attach (${refusal})`)
  })

  it.skipIf(refusal !== undefined)(
    'gets nothing acknowledged, and is used again once it syncs, by opening the ledger anew (promise 3)',
    async () => {
      await using directory = await temporaryDirectory()
      const deliveries = new Deliveries()
      let ledger = await startLedger(join(directory.path, 'data'), { DESKLEDGER_LOG_LEVEL: 'error' })
      let refused = 0
      let slowestMs = 0
      for (let failure = 1; failure <= SIZES.syncFailures; failure += 1) {
        const client = plainClient(ledger)
        expect(await deliveries.send(client, 50)).toEqual({ kind: 'acknowledged' })
        const tracer = await failSyncs(ledger)
        const until = Date.now() + FAILING_MS
        while (Date.now() < until) {
          const answer = await deliveries.send(client, 50)
          expect(answer).toMatchObject({ kind: 'refused', status: 503, retryAfterMs: expect.any(Number) })
          refused += 1
          await pause(50)
        }
        await tracer.end()
        const since = performance.now()
        while ((await deliveries.send(client, 50)).kind !== 'acknowledged') {
          expect(performance.now() - since).toBeLessThan(BACK_WITHIN_MS)
          await pause(100)
        }
        expect(await readinessOf(ledger)).toBe('ready')
        slowestMs = Math.max(slowestMs, Math.round(performance.now() - since))
        expect(await deliveries.compareWith(ledger.client)).toMatchObject(NOTHING_WRONG)
        await ledger.end('SIGKILL')
        ledger = await startLedger(ledger.dataDirectory, { DESKLEDGER_LOG_LEVEL: 'error' })
        expect(await deliveries.compareWith(ledger.client)).toMatchObject(NOTHING_WRONG)
      }
      await ledger.end('SIGKILL')
      tellFigure(
        `failed syncs: ${SIZES.syncFailures}; ${refused} batches refused, none acknowledged, back within ${slowestMs} ms, 0 of ${deliveries.acknowledgedCount} acknowledged records lost`,
      )
    },
  )

  it.skipIf(refusal !== undefined)(
    'gets nothing acknowledged that the ledger chain could not name (promise 3)',
    async () => {
      await using directory = await temporaryDirectory()
      const deliveries = new Deliveries()
      const ledger = await startLedger(join(directory.path, 'data'), { DESKLEDGER_LOG_LEVEL: 'fatal' })
      const client = plainClient(ledger)
      expect(await deliveries.send(client, 50)).toEqual({ kind: 'acknowledged' })
      const tracer = await failSyncs(ledger, ['chain/entries-000000000001.ndjson'])
      const until = Date.now() + FAILING_MS
      let refused = 0
      while (Date.now() < until) {
        expect(await deliveries.send(client, 50)).toMatchObject({ kind: 'refused', status: 503 })
        refused += 1
        await pause(50)
      }
      await tracer.end()
      const since = performance.now()
      while ((await deliveries.send(client, 50)).kind !== 'acknowledged') {
        expect(performance.now() - since).toBeLessThan(BACK_WITHIN_MS)
        await pause(100)
      }
      const slowestMs = Math.round(performance.now() - since)
      await ledger.end('SIGKILL')
      expect(await deskledger(['verify', ledger.dataDirectory])).toMatchObject({ code: 0 })
      const again = await startLedger(ledger.dataDirectory)
      expect(await deliveries.compareWith(again.client)).toMatchObject(NOTHING_WRONG)
      await again.end('SIGKILL')
      tellFigure(
        `failed syncs of the chain: ${refused} batches refused, none acknowledged, back within ${slowestMs} ms, 0 of ${deliveries.acknowledgedCount} acknowledged records lost`,
      )
    },
  )

  it.skipIf(refusal !== undefined)(
    'keeps a server that never opens its database again from working: the control',
    async () => {
      await using directory = await temporaryDirectory()
      const preload = fileURLToPath(new URL('./never-reopened.mjs', import.meta.url))
      const ledger = await startLedger(join(directory.path, 'data'), {
        NODE_OPTIONS: `--import ${preload}`,
        DESKLEDGER_LOG_LEVEL: 'fatal',
      })
      const deliveries = new Deliveries()
      const client = plainClient(ledger)
      expect(await deliveries.send(client, 50)).toEqual({ kind: 'acknowledged' })
      const tracer = await failSyncs(ledger)
      expect(await deliveries.send(client, 50)).toMatchObject({ kind: 'refused' })
      await tracer.end()
      await pause(FAILING_MS)
      expect(await deliveries.send(client, 50)).toMatchObject({ kind: 'refused' })
      await ledger.end('SIGKILL')
    },
  )

  it.skipIf(refusal !== undefined)('is not noticed by a server that does not sync: the control', async () => {
    await using directory = await temporaryDirectory()
    const deliveries = new Deliveries()
    const ledger = await startLedger(join(directory.path, 'data'), {
      LD_PRELOAD: debianLibrary('libeatmydata.so', 'eatmydata'),
    })
    const tracer = await failSyncs(ledger)
    expect(await deliveries.send(plainClient(ledger), 50)).toEqual({ kind: 'acknowledged' })
    await tracer.end()
    await ledger.end('SIGKILL')
  })
})
