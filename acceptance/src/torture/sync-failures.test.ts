import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { debianLibrary } from '../debian-library.fixture.js'
import { type Ledger, startLedger, temporaryDirectory } from '../ledger.fixture.js'
import { Deliveries, NOTHING_WRONG, plainClient } from './deliveries.fixture.js'
import { tellFigure } from './figure.fixture.js'
import { SIZES, TORTURE_TIMEOUT_MS } from './sizes.fixture.js'

const FAILING_MS = 4_000
const BACK_WITHIN_MS = 30_000

describe('a disk that fails to sync', { timeout: TORTURE_TIMEOUT_MS }, () => {
  it('gets nothing acknowledged, and is used again once it syncs, by opening the ledger anew (promise 3)', async () => {
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
      await endOf(tracer)
      const since = performance.now()
      while ((await deliveries.send(client, 50)).kind !== 'acknowledged') {
        expect(performance.now() - since).toBeLessThan(BACK_WITHIN_MS)
        await pause(100)
      }
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
  })

  it('is not noticed by a server that does not sync: the control', async () => {
    await using directory = await temporaryDirectory()
    const deliveries = new Deliveries()
    const ledger = await startLedger(join(directory.path, 'data'), {
      LD_PRELOAD: debianLibrary('libeatmydata.so', 'eatmydata'),
    })
    const tracer = await failSyncs(ledger)
    expect(await deliveries.send(plainClient(ledger), 50)).toEqual({ kind: 'acknowledged' })
    await endOf(tracer)
    await ledger.end('SIGKILL')
  })
})

/** Has every sync of the database and its log fail, by the kernel's tracing; ends with the tracer. */
async function failSyncs({ processId, dataDirectory }: Ledger): Promise<ChildProcess> {
  const files = ['ledger.duckdb', 'ledger.duckdb.wal'].flatMap((name) => ['-P', join(dataDirectory, name)])
  const inject = ['-e', 'trace=fsync,fdatasync', '-e', 'inject=fsync,fdatasync:error=EIO']
  const tracer = spawn('strace', ['-f', '-o', '/dev/null', ...files, ...inject, '-p', String(processId)])
  const [said] = (await once(tracer.stderr, 'data')) as [Buffer]
  if (!/attached/.test(said.toString())) throw new Error(`strace: ${said}`)
  // Each thread is attached by itself.
  await pause(300)
  return tracer
}

async function endOf(tracer: ChildProcess): Promise<void> {
  const ended = once(tracer, 'close')
  tracer.kill('SIGINT')
  await ended
}
