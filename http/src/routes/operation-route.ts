import { OPERATIONS, type OperationId } from '@deskledger/contract'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Admission } from '../admission/admission.js'
import { workEnded } from '../admission/admit-requests.js'
import { demandRecord } from '../audit/record-answers.js'
import { isRecorded } from '../audit/recorded-operations.js'
import type { PasswordSignIn } from '../authentication/password-sign-in.js'
import type { BodyPace } from '../body/body-pace.js'
import type { HttpParts } from '../http-parts.js'
import { reportIgnored } from '../reading/query.js'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Set on every route of the API. */
    operationId?: OperationId
  }
}

/** What handlers are made of: the parts, and what they have in common. */
export interface RouteParts extends HttpParts {
  readonly bodyPace: BodyPace
  readonly passwordSignIn: PasswordSignIn
  readonly admission: Admission
}

/** Answers a request to an operation. */
export type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>

/** Adds the route of an operation; method and path are the contract's. What has to be recorded is not done unrecorded. */
export function operationRoute(
  app: FastifyInstance,
  { audit }: Pick<HttpParts, 'audit'>,
  operationId: OperationId,
  handler: Handler,
): void {
  const { method, path } = OPERATIONS[operationId]
  app.route({
    method,
    url: path.replace(/\{(\w+)\}/g, ':$1'),
    config: { operationId },
    handler: async (request, reply) => {
      reportIgnored(operationId, request, reply)
      if (isRecorded(operationId)) await demandRecord(request, audit)
      try {
        return await handler(request, reply)
      } finally {
        if (reply.sent) workEnded(request)
      }
    },
  })
}
