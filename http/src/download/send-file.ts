import { pipeline } from 'node:stream/promises'
import type { ByteRange, OpenedFile } from '@deskledger/domain'
import type { FastifyReply } from 'fastify'

/** Time that any reader gets, in milliseconds, and the bytes that one has to take per millisecond beyond it. */
const GRACE_MS = 60_000
const SLOWEST_BYTES_PER_MS = 16

/**
 * Sends an opened file, or a part of it, and closes it whatever happens. A reader that is too slow, or a file that cannot
 * be read to its end, ends in a broken connection: never in a short answer that looks whole.
 *
 * @returns true once the last byte was handed to the network
 */
export async function sendFile(
  reply: FastifyReply,
  opened: OpenedFile,
  status: 200 | 206,
  headers: Readonly<Record<string, string>>,
  range: ByteRange | undefined,
): Promise<boolean> {
  const patienceMs = GRACE_MS + Number(headers['content-length']) / SLOWEST_BYTES_PER_MS
  reply.hijack()
  try {
    reply.raw.writeHead(status, { ...(reply.getHeaders() as Record<string, string>), ...headers })
    await pipeline(opened.read(range), reply.raw, { signal: AbortSignal.timeout(Math.ceil(patienceMs)) })
    return true
  } catch (error) {
    reply.raw.destroy()
    reply.log.info({ err: error }, 'download broken off')
    return false
  } finally {
    await opened.close()
  }
}
