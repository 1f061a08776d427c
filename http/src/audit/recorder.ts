import { OPERATIONS, type Operation } from '@deskledger/contract'
import type { AuditActor, AuditEvent, AuditTarget } from '@deskledger/domain'
import type { FastifyRequest } from 'fastify'
import type { HttpParts } from '../http-parts.js'
import { actorOf } from './actor.js'
import { isRecorded } from './recorded-operations.js'
import { RefusalTally } from './refusal-tally.js'
import { jsonIn, namesIn, targetIn } from './target.js'

/** What recording is made of. */
export type RecorderParts = Pick<HttpParts, 'audit' | 'administration' | 'clock'>

/** How a request was answered. */
export interface Answered {
  readonly status: number
  readonly code?: string | undefined
  /** The body, when it is in memory. */
  readonly body?: unknown
  /** Who was found out while answering; by default who proved an identity. */
  readonly actor?: AuditActor | undefined
}

/** Makes entries of the audit log from requests and how they were answered. */
export class Recorder {
  private readonly tally: RefusalTally

  constructor(private readonly parts: RecorderParts) {
    this.tally = new RefusalTally(parts.clock)
  }

  /**
   * Records an answer that has to be, before it leaves.
   *
   * @throws {AuditLogUnavailableError} it must not leave
   */
  async record(request: FastifyRequest, answered: Answered): Promise<void> {
    const { operationId } = request.routeOptions.config
    if (operationId === undefined) return
    const { status } = answered
    const isDenied = status === 401 || status === 403
    if (!isDenied && !isRecorded(operationId)) return
    const actor = answered.actor ?? actorOf(request, this.parts.administration.directory)
    // Any other 4xx had no effect; a 5xx may have had one, if its sender was let in.
    const mayHaveEffect = status < 400 || (status >= 500 && actor.kind === 'user')
    if (!isDenied && !mayHaveEffect) return
    const event = this.eventOf(request, operationId, actor, answered)
    if (status === 401) return this.recordRefusal(event)
    const { effect }: Operation = OPERATIONS[operationId]
    await this.parts.audit.append(event, { isDone: !isDenied && effect !== 'read' })
  }

  /** Records what was counted in a minute that is over. */
  async recordCounts(counted: readonly AuditEvent[] = this.tally.ended()): Promise<void> {
    await Promise.all(counted.map((event) => this.parts.audit.append(event, { isDone: true })))
  }

  /** Records what was counted until now. */
  async close(): Promise<void> {
    await this.recordCounts(this.tally.close())
  }

  private async recordRefusal(event: AuditEvent): Promise<void> {
    const counted = this.tally.ended()
    const isOwn = this.tally.isRecorded(event)
    await Promise.all([this.recordCounts(counted), isOwn ? this.recordOwn(event) : undefined])
  }

  private async recordOwn(event: AuditEvent): Promise<void> {
    try {
      await this.parts.audit.append(event)
    } catch (error) {
      this.tally.missed(event)
      throw error
    }
  }

  private eventOf(
    request: FastifyRequest,
    operation: AuditEvent['operation'],
    actor: AuditActor,
    { status, code, body }: Answered,
  ): AuditEvent {
    return {
      at: this.parts.clock(),
      operation,
      actor,
      address: request.ip,
      requestId: request.id,
      target: targetOf(request, actor, status < 400 ? body : undefined),
      outcome: { status, code },
    }
  }
}

/** Of a stranger only the path counts: what else was sent could be large, and fill the log. */
function targetOf(request: FastifyRequest, actor: AuditActor, answer: unknown): AuditTarget {
  const { pathParameters, received, target } = request as Partial<FastifyRequest>
  if (actor.kind !== 'user') return targetIn(pathParameters)
  const sent = received?.content.kind === 'bytes' ? jsonIn(received.content.bytes) : undefined
  return {
    ...targetIn(pathParameters, Object.fromEntries(target?.query ?? []), sent, jsonIn(answer)),
    ...(request.method === 'PATCH' && { changed: namesIn(sent) }),
  }
}
