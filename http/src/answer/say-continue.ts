import type { ServerResponse } from 'node:http'

/**
 * Says 100 to a client that waits for it before it sends a body. While an earlier answer of the connection is under way
 * it waits, and is left out when its own answer comes first, which then ends the connection. Node itself would put the
 * 100 between head and body of that answer, so that nobody could tell any more where it ends.
 */
export function sayContinue(response: ServerResponse): void {
  const say = (): void => {
    if (!response.headersSent) response.writeContinue()
  }
  if (response.socket === null) response.once('socket', say)
  else say()
}
