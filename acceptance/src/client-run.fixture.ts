import { DeskledgerClient, OPERATIONS, type OperationId } from '@deskledger/client'
import { type Ledger, ROOT } from './ledger.fixture.js'

/** Names of what can be called on a client. */
export type MethodName<Target> = {
  [Name in keyof Target]-?: Target[Name] extends (...args: never[]) => unknown ? Name : never
}[keyof Target] &
  string

/** One method of a client against a real server. */
export type MethodRun = (client: DeskledgerClient, ledger: Ledger) => Promise<void>

/** A client, and the operations that were answered with the status that the contract says. */
export interface WatchedClient {
  readonly client: DeskledgerClient
  readonly answered: ReadonlySet<OperationId>
}

/** A client of the root user that notes which operations it reaches. */
export function watchedClient(ledger: Ledger): WatchedClient {
  const answered = new Set<OperationId>()
  const client = new DeskledgerClient({
    ...ROOT,
    endpoint: ledger.endpoint,
    fetch: async (url, init) => {
      const answer = await fetch(url, init)
      const id = operationOf(init.method ?? 'GET', new URL(url).pathname)
      // A range is answered with a status of its own.
      if ([OPERATIONS[id].answer.status, 206].includes(answer.status)) answered.add(id)
      return answer
    },
  })
  return { client, answered }
}

const PATHS = Object.entries(OPERATIONS).map(([id, { method, path }]) => ({
  id: id as OperationId,
  method,
  path: new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`),
}))

function operationOf(method: string, path: string): OperationId {
  const known = PATHS.find((operation) => operation.method === method && operation.path.test(path))
  if (known === undefined) throw new Error(`the contract has no ${method} ${path}`)
  return known.id
}
