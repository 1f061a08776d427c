import type { IncomingMessage, ServerResponse } from 'node:http'

/** How long a client may go on sending a body that nobody wants, once it has its answer. */
const LINGER_MS = 5_000

/**
 * For an answer given before the whole body came: lets the rest run into nothing for a while, because closing at once
 * would reset the connection and the client might never read the answer. Then the connection is cut.
 */
export function linger(message: IncomingMessage, response: ServerResponse): void {
  response.once('finish', () => {
    // Undefined for the injected requests of tests, which have no connection.
    if (message.complete !== false) return
    const timer = setTimeout(() => message.socket.destroy(), LINGER_MS).unref()
    message.once('close', () => clearTimeout(timer))
    message.resume()
  })
}
