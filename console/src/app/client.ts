import { DeskledgerClient } from '@deskledger/client'

/** Everything the console knows comes through this: the browser's own session at the server that served the page. */
export const client = new DeskledgerClient({ endpoint: window.location.origin, session: 'cookie' })

/** The same, for one project. */
export function clientOf(projectId: string): DeskledgerClient {
  return new DeskledgerClient({ endpoint: window.location.origin, session: 'cookie', projectId })
}
