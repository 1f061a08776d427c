import { OPERATIONS } from '@deskledger/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ADMINISTRATION_METHODS, auditEntries } from './administration-methods.fixture.js'
import { CLIENT_METHODS, TWO_CONNECTIONS } from './client-methods.fixture.js'
import { type MethodRun, watchedClients } from './client-run.fixture.js'
import { type Ledger, newLedger } from './ledger.fixture.js'

/** Method, operation, run; a method without a run does not compile. */
const METHODS: readonly (readonly [method: string, sends: string, run: MethodRun])[] = [
  ...Object.entries(CLIENT_METHODS).map(([name, { sends, run }]) => [name, sends, run] as const),
  ...Object.entries(ADMINISTRATION_METHODS).map(
    ([name, run]) => [`admin.${name}`, name.replace(/^./, (first) => first.toUpperCase()), run] as const,
  ),
  ['admin.auditEntries', 'ListAuditEntries', auditEntries],
]

describe('every method of @deskledger/client on a real server', () => {
  let ledger: Ledger & AsyncDisposable
  beforeAll(async () => {
    ledger = await newLedger({ DESKLEDGER_FAULTS: 'true' })
    await ledger.client.ingestConnectionRecords(TWO_CONNECTIONS)
  })
  afterAll(() => ledger[Symbol.asyncDispose]())

  it.each(METHODS)('%s is answered by %s', async (_method, sends, run) => {
    const { client, browser, answered } = watchedClients(ledger)
    await run(client, ledger, browser)
    expect(answered).toContain(sends)
  })

  it('is for operations that are all reached', () => {
    expect(new Set(METHODS.map(([, sends]) => sends))).toEqual(new Set(Object.keys(OPERATIONS)))
  })
})
