import { DeskledgerClient, OPERATIONS, type OperationId } from '@deskledger/client'
import { type Ledger, ROOT } from './ledger.fixture.js'

/** Names of what can be called on a client. */
export type MethodName<Target> = {
  [Name in keyof Target]-?: Target[Name] extends (...args: never[]) => unknown ? Name : never
}[keyof Target] &
  string

/** One method of a client against a real server; `browser` acts by the session of a browser. */
export type MethodRun = (client: DeskledgerClient, ledger: Ledger, browser: DeskledgerClient) => Promise<void>

/** Two clients, and the operations that were answered with the status that the contract says. */
export interface WatchedClients {
  readonly client: DeskledgerClient
  readonly browser: DeskledgerClient
  readonly answered: ReadonlySet<OperationId>
}

/** Clients of the root user that note which operations they reach. */
export function watchedClients({ endpoint }: Ledger): WatchedClients {
  const answered = new Set<OperationId>()
  let cookie: string | undefined
  const common = {
    endpoint,
    fetch: async (url: string, init: RequestInit) => {
      const headers = { ...(init.headers as Record<string, string>), ...(cookie && { cookie }) }
      const answer = await fetch(url, { ...init, headers })
      // As a browser keeps it.
      cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? cookie
      const id = operationOf(init.method ?? 'GET', new URL(url).pathname)
      // A range is answered with a status of its own.
      if ([OPERATIONS[id].answer.status, 206].includes(answer.status)) answered.add(id)
      return answer
    },
  }
  return {
    client: new DeskledgerClient({ ...common, ...ROOT }),
    browser: new DeskledgerClient({ ...common, session: 'cookie', projectId: ROOT.projectId }),
    answered,
  }
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
