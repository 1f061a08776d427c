import { pipeline } from 'node:stream/promises'
import type { ByteRange, OpenedFile } from '@deskledger/domain'
import type { FastifyReply } from 'fastify'
import { breakOff } from '../answer/break-off.js'
import { recordAhead } from '../audit/record-answers.js'
import { keepPace } from './keep-pace.js'

/**
 * Sends an opened file, or a part of it, and closes it whatever happens. A reader that is too slow, or a file that cannot
 * be read to its end, ends in a broken connection: never in a short answer that looks whole.
 *
 * It is on record before its first byte leaves.
 *
 * @throws {AuditLogUnavailableError} nothing of it left
 * @returns true once the last byte was handed to the network
 */
export async function sendFile(
  reply: FastifyReply,
  opened: Pick<OpenedFile, 'read' | 'close'>,
  status: 200 | 206,
  headers: Readonly<Record<string, string>>,
  range?: ByteRange,
): Promise<boolean> {
  try {
    await recordAhead(reply.request, status)
  } catch (error) {
    await opened.close()
    throw error
  }
  reply.hijack()
  const tooSlow = (): void => {
    reply.server.tellSlowReader()
    breakOff(reply)
  }
  try {
    reply.raw.writeHead(status, { ...(reply.getHeaders() as Record<string, string>), ...headers })
    await pipeline(
      keepPace(opened.read(range), tooSlow, () => breakOff(reply)),
      reply.raw,
    )
    return true
  } catch (error) {
    breakOff(reply)
    reply.log.info({ err: error }, 'download broken off')
    return false
  } finally {
    await opened.close()
  }
}
