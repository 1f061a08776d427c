import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Metrics } from './metrics.js'

/** Serves the metrics on a port of their own, which the public one need not share. */
export interface MetricsServer {
  readonly url: string
  close(): Promise<void>
}

/** How long a scraper may take to send its request, in milliseconds. */
const REQUEST_MS = 5_000

/** @throws {Error} the address cannot be listened on, as Node tells it */
export async function serveMetrics(
  metrics: Pick<Metrics, 'text' | 'contentType'>,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<MetricsServer> {
  const server = createServer({ requestTimeout: REQUEST_MS, headersTimeout: REQUEST_MS }, (request, response) => {
    answer(request, response, metrics).catch(() => response.destroy())
  })
  server.listen(port, host)
  await once(server, 'listening')
  const { address, port: taken, family } = server.address() as AddressInfo
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${taken}/metrics`,
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

async function answer(
  { method, url = '' }: IncomingMessage,
  response: ServerResponse,
  metrics: Pick<Metrics, 'text' | 'contentType'>,
): Promise<void> {
  if (url.split('?')[0] !== '/metrics') return end(response, 404, 'Only /metrics is here.\n')
  if (method !== 'GET') return end(response.setHeader('allow', 'GET'), 405, 'Only GET is answered.\n')
  end(response.setHeader('content-type', metrics.contentType), 200, await metrics.text())
}

function end(response: ServerResponse, status: number, text: string): void {
  response.statusCode = status
  response.setHeader('cache-control', 'no-store')
  response.end(text)
}
