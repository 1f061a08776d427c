import type { Server } from 'node:http'

/** What can be closed in good order, with the sockets below it. */
export interface Closable {
  readonly server: Pick<Server, 'closeAllConnections'>
  close(): PromiseLike<unknown>
}

/**
 * Takes no more requests and lets those in flight finish, for so long; then their connections are cut, since one
 * stalled client must not keep the server from stopping.
 */
export async function closeWithin(app: Closable, limitMs: number): Promise<void> {
  const cut = setTimeout(() => app.server.closeAllConnections(), limitMs)
  try {
    await app.close()
  } finally {
    clearTimeout(cut)
  }
}
