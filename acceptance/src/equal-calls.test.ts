import { DeskledgerClient } from '@deskledger/client'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newLedger, ROOT } from './ledger.fixture.js'

let ledger: Awaited<ReturnType<typeof newLedger>>
beforeAll(async () => {
  ledger = await newLedger()
})
afterAll(() => ledger[Symbol.asyncDispose]())

const QUERY = { format: 'csv', user_name: 'ada' } as const

/** A client whose calls all fall into one second. */
function withinOneSecond(options: { fetch?: typeof fetch; newNonce?: () => string } = {}): DeskledgerClient {
  const now = new Date()
  return new DeskledgerClient({
    endpoint: ledger.endpoint,
    ...ROOT,
    clock: () => now,
    retry: { wait: async () => {} },
    ...options,
  })
}

const taskCount = async (): Promise<number> => (await ledger.client.listExportTasks()).count

it('two equal exports of one second are two tasks', async () => {
  const before = await taskCount()
  const client = withinOneSecond()
  const [first, second] = [await client.exportUserConnection(QUERY), await client.exportUserConnection(QUERY)]
  expect(second.task_id).not.toBe(first.task_id)
  expect(await taskCount()).toBe(before + 2)
})

it('what makes them two is the nonce: with the same one they are the very same request', async () => {
  const before = await taskCount()
  const client = withinOneSecond({ newNonce: () => 'the same' })
  const first = await client.exportUserConnection(QUERY)
  expect(await client.exportUserConnection(QUERY)).toEqual(first)
  expect(await taskCount()).toBe(before + 1)
})

it('an export that is sent again is one task, even when the answer to the first try was lost on the way', async () => {
  const before = await taskCount()
  const answers: Response[] = []
  const client = withinOneSecond({
    fetch: async (...request) => {
      answers.push(await fetch(...request))
      // As a proxy that gave up although the server had done its work.
      return answers.length === 1 ? new Response(null, { status: 503 }) : (answers.at(-1) ?? Response.error())
    },
  })
  const { task_id } = await client.exportUserConnection(QUERY)
  expect(answers).toHaveLength(2)
  expect(await answers[0]?.json()).toEqual({ task_id })
  expect(await taskCount()).toBe(before + 1)
})
