import { OPERATIONS, type OperationId } from '@deskledger/contract'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Set on every route of the API. */
    operationId?: OperationId
  }
}

/** Adds the route of an operation; method and path are the contract's. */
export function operationRoute(
  app: FastifyInstance,
  operationId: OperationId,
  handler: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>,
): void {
  const { method, path } = OPERATIONS[operationId]
  app.route({ method, url: path.replace(/\{(\w+)\}/g, ':$1'), config: { operationId }, handler })
}
