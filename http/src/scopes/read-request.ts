import type { OperationId } from '@deskledger/contract'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { hasNoBody, type ReceivedBody, readBody } from '../body/read-body.js'
import { refusePrefetch } from '../reading/headers.js'
import { type PathParameters, readPathParameters } from '../reading/path-parameters.js'
import type { RouteParts } from '../routes/operation-route.js'

declare module 'fastify' {
  interface FastifyRequest {
    /** Of operations, like `received`. */
    pathParameters: PathParameters
    received: ReceivedBody
  }
}

/** The operation of a request to one. */
export function operationOf({ routeOptions }: FastifyRequest): OperationId {
  const { operationId } = routeOptions.config
  if (operationId === undefined) throw new Error('A route of the API has no operation.')
  return operationId
}

/** Has what is in the path of each request read before anything is asked about its sender. */
export function readPaths(app: FastifyInstance): void {
  for (const name of ['pathParameters', 'received']) app.decorateRequest(name)
  app.addHook('preHandler', async (request) => {
    refusePrefetch(request.raw)
    request.pathParameters = readPathParameters(operationOf(request), request.target)
  })
}

/** Whether a request brings records; its body may be far larger than any other. */
export function isDelivery(request: FastifyRequest): boolean {
  return operationOf(request) === 'IngestConnectionRecords'
}

/**
 * Reads the body, once; see {@link readBody}.
 *
 * @param userId who sends it, if that is known already
 */
export async function readRequest(
  request: FastifyRequest,
  { admission, ...reading }: Pick<RouteParts, 'spoolDirectory' | 'bodyPace' | 'admission'>,
  userId?: string,
): Promise<void> {
  const receive = () => readBody(request.raw, operationOf(request), reading)
  // All others are small and soon read; whoever fills these places must not keep people from signing in.
  request.received = isDelivery(request)
    ? await admission.body({ userId, address: request.ip }, receive)
    : await receive()
  if (hasNoBody(request.raw)) return
  try {
    admission.request(request)
  } catch (error) {
    await discardBody(request)
    throw error
  }
}

/** Removes a body that nobody will look at. */
export async function discardBody({ received: { content } }: FastifyRequest): Promise<void> {
  if (content.kind === 'lines') await content.lines.remove()
}
