import { LIMITS } from '@deskledger/contract'
import { type FastifyInstance, fastify, LogController } from 'fastify'
import { ApiFailure } from './answer/api-failure.js'
import { closeConnections } from './answer/close-connections.js'
import { demandReading } from './answer/demand-reading.js'
import { linger } from './answer/linger.js'
import { sayContinue } from './answer/say-continue.js'
import { newRequestId, standardHeaders } from './answer/standard-headers.js'
import { recordAnswers } from './audit/record-answers.js'
import { replyWithFailure } from './error-reply.js'
import type { HttpParts } from './http-parts.js'
import { errorShapeOf } from './known-paths.js'
import { observeAnswers } from './observation/observe-answers.js'
import { answerParserFailure, refuseConnect } from './parser-failures.js'
import { checkHeaders } from './reading/headers.js'
import { toOriginForm } from './reading/origin-form.js'
import { type RequestTarget, readTarget } from './reading/target.js'
import { refuseUnrouted } from './refuse-unrouted.js'
import { logAnswers } from './request-log.js'
import { consoleScope } from './scopes/console.js'
import { operationScopes } from './scopes/operations.js'
import { serviceScope } from './scopes/service.js'
import { boundServer, SERVER_OPTIONS } from './server-options.js'

declare module 'fastify' {
  interface FastifyRequest {
    /** The request target, read strictly; Fastify's own `query` and `params` are not used. */
    target: RequestTarget
  }
}

/**
 * Builds the HTTP application: every operation of the contract in the scope of its access, besides the
 * service paths and the console. It does not listen, and closing it closes none of the parts.
 */
export function buildApp(parts: HttpParts): FastifyInstance {
  const app = bareApp(parts)
  app.register(serviceScope, parts)
  app.register(consoleScope, parts)
  app.register(operationScopes, parts)
  return app
}

/** Everything but the routes: strict reading, errors, the headers of each answer. */
function bareApp({ logger, ...parts }: HttpParts): FastifyInstance {
  const app = fastify({
    ...SERVER_OPTIONS,
    ...(logger === undefined ? {} : { loggerInstance: logger }),
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: newRequestId,
    exposeHeadRoutes: false,
    // Requests under way are served to their end; what comes later is the server's affair.
    return503OnClosing: false,
    // Lengths are checked by the contract's schemas.
    routerOptions: { maxParamLength: LIMITS.uriBytes },
    clientErrorHandler: (error, socket) => answerParserFailure(error, socket, parts.observer),
    frameworkErrors: (_error, request, reply) => {
      linger(request.raw, reply.raw)
      replyWithFailure(targetFailure(request.raw.url), request, reply)
    },
  })
  boundServer(app.server, (reason) => parts.observer?.closed(reason))
  for (const event of ['request', 'checkContinue', 'checkExpectation']) app.server.prependListener(event, toOriginForm)
  // Node's own refusal has no body; ours is in `reading/headers.ts`.
  app.server.on('checkExpectation', app.routing)
  app.server.on('checkContinue', (request, response) => {
    sayContinue(response)
    app.routing(request, response)
  })
  // Without a listener, Node closes the connection without an answer.
  app.server.on('connect', refuseConnect)
  app.decorateRequest('target')
  // Bodies are read by `body/read-body.ts` and nowhere else.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (_request, _payload, done) => done(null))
  logAnswers(app)
  if (parts.observer !== undefined) observeAnswers(app, parts.observer)
  app.addHook('onRequest', async (request, reply) => {
    linger(request.raw, reply.raw)
    reply.headers(standardHeaders(request.id))
    if (errorShapeOf(request.raw.url ?? '') !== 'service') reply.header('x-iam-trace-id', request.id)
    checkHeaders(request.raw)
    request.target = readTarget(request.raw.url ?? '')
  })
  closeConnections(app)
  demandReading(app, () => parts.observer?.cutOff('slow-reader'))
  recordAnswers(app, parts)
  app.setErrorHandler(replyWithFailure)
  app.setNotFoundHandler(refuseUnrouted)
  return app
}

/** Why the router could not decode a target: our own reading says it better. */
function targetFailure(target = ''): unknown {
  try {
    readTarget(target)
  } catch (error) {
    return error
  }
  return new ApiFailure('malformedRequest', 'The request target cannot be read.')
}
