import type { Server } from 'node:http'
import { LIMITS } from '@deskledger/contract'
import type { FastifyHttpOptions } from 'fastify'
import type { Closing } from './observation/observer.js'

/** Connections at a time; further ones are dropped before they cost anything. */
const MAX_CONNECTIONS = 2_000

/** How patient the server is; all in milliseconds. Fastify's defaults wait for ever (promises.md). */
const PATIENCE_MS = {
  /** For all headers of a request. */
  headers: 20_000,
  /** For a whole request; the largest body takes this long at 7 Mbit/s. */
  request: 300_000,
  /** For the next request of a connection; longer than the minute proxies usually keep theirs. */
  keepAlive: 65_000,
  /** For anything to happen on a connection, and more than any merge takes. */
  inactivity: 600_000,
}

/** How Node reads requests. A target or headers beyond LIMITS still reach us, to be refused in the documented form. */
export const SERVER_OPTIONS = {
  requestTimeout: PATIENCE_MS.request,
  keepAliveTimeout: PATIENCE_MS.keepAlive,
  connectionTimeout: PATIENCE_MS.inactivity,
  http: {
    headersTimeout: PATIENCE_MS.headers,
    connectionsCheckingInterval: 5_000,
    maxHeaderSize: 2 * (LIMITS.headerBytes + LIMITS.uriBytes),
    insecureHTTPParser: false,
    // Node's own refusal has no body; ours is in `reading/headers.ts`.
    requireHostHeader: false,
  },
} as const satisfies FastifyHttpOptions<Server>

/**
 * What can only be set on the server itself.
 *
 * @param onClosed is told of each connection that is closed for one of these bounds
 */
export function boundServer(server: Server, onClosed: (reason: Closing) => void): void {
  server.maxConnections = MAX_CONNECTIONS
  server.on('drop', () => onClosed('too-many'))
  // Whoever listens has to close the connection.
  server.on('timeout', (socket) => {
    onClosed('idle')
    socket.destroy()
  })
  // Node drops headers beyond this without a word; one more than allowed shows that there were too many.
  server.maxHeadersCount = LIMITS.headerCount + 1
}
