import { type AuditActor, type AuditLog, AuditLogUnavailableError } from '@deskledger/domain'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type FailureFacts, failureAnswer } from '../error-reply.js'
import { Recorder, type RecorderParts } from './recorder.js'

declare module 'fastify' {
  interface FastifyInstance {
    recorder: Recorder
  }
  interface FastifyRequest {
    /** Who was found out while answering, where no scope finds out who sends a request. */
    auditActor: AuditActor | undefined
    /** Of the answer, if it tells a failure. */
    failure: FailureFacts | undefined
    /** Whether its answer went to the audit log already. */
    isRecorded: boolean
  }
}

/** How often it is looked whether a minute of counted refusals is over, in milliseconds. */
const COUNTS_MS = 10_000

/** Has every answer that belongs into the audit log recorded before it leaves; one that cannot be recorded is a 503. */
export function recordAnswers(app: FastifyInstance, parts: RecorderParts): void {
  const recorder = new Recorder(parts)
  app.decorate('recorder', recorder)
  app.decorateRequest('auditActor')
  app.decorateRequest('failure')
  app.decorateRequest('isRecorded', false)
  app.addHook('onSend', async (request, reply, body) => {
    if (request.isRecorded) return undefined
    request.isRecorded = true
    try {
      await recorder.record(request, {
        status: reply.statusCode,
        code: request.failure?.code,
        body,
        actor: request.auditActor,
      })
      return undefined
    } catch (error) {
      return refuseInstead(error, request, reply)
    }
  })
  const timer = setInterval(() => {
    recorder.recordCounts().catch((err: unknown) => app.log.error({ err }, 'counted refusals not recorded yet'))
  }, COUNTS_MS).unref()
  app.addHook('onClose', async () => {
    clearInterval(timer)
    await recorder.close().catch((err: unknown) => app.log.error({ err }, 'counted refusals not recorded'))
  })
}

/**
 * Lets nothing be done that could not be recorded.
 *
 * @throws {AuditLogUnavailableError} nothing was done, so there is nothing to record either
 */
export async function demandRecord(request: FastifyRequest, audit: Pick<AuditLog, 'ready'>): Promise<void> {
  try {
    await audit.ready()
  } catch (error) {
    request.isRecorded = true
    throw error
  }
}

/**
 * Records an answer whose bytes do not pass through Fastify, before the first of them leaves.
 *
 * @throws {AuditLogUnavailableError} it must not leave
 */
export async function recordAhead(request: FastifyRequest, status: number): Promise<void> {
  request.isRecorded = true
  await request.server.recorder.record(request, { status })
}

/** Nothing of the answer that was to leave stays: its headers may hold a token. */
function refuseInstead(error: unknown, request: FastifyRequest, reply: FastifyReply): Buffer {
  if (!(error instanceof AuditLogUnavailableError)) request.log.error({ err: error }, 'answer not recorded')
  const { status, headers, body } = failureAnswer(new AuditLogUnavailableError({ cause: error }), request)
  for (const name of Object.keys(reply.getHeaders())) reply.removeHeader(name)
  reply.code(status).headers(headers)
  return body
}
