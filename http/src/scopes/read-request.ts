import type { OperationId } from '@deskledger/contract'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { type ReceivedBody, readBody } from '../body/read-body.js'
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

/** Reads the body, once; see {@link readBody}. */
export async function readRequest(
  request: FastifyRequest,
  { spoolDirectory, admission }: Pick<RouteParts, 'spoolDirectory' | 'admission'>,
): Promise<void> {
  const receive = () => readBody(request.raw, operationOf(request), spoolDirectory)
  // All others are small and soon read; whoever fills these places must not keep people from signing in.
  const isDelivery = operationOf(request) === 'IngestConnectionRecords'
  request.received = isDelivery ? await admission.body(receive) : await receive()
}

/** Removes a body that nobody will look at. */
export async function discardBody({ received: { content } }: FastifyRequest): Promise<void> {
  if (content.kind === 'lines') await content.lines.remove()
}
