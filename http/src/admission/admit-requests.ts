import type { FastifyInstance } from 'fastify'
import { hasNoBody } from '../body/read-body.js'
import type { Admission } from './admission.js'

/**
 * Has each request to the routes of this scope let in, and what it holds given back when it is over. One whose body is
 * still to come is let in when that is there: whoever sends slowly must not keep others out.
 */
export function admitRequests(app: FastifyInstance, admission: Admission): void {
  app.decorateRequest('admitted')
  app.decorateRequest('isOver', false)
  app.addHook('onRequest', async (request) => {
    request.admitted = []
    if (hasNoBody(request.raw)) admission.request(request)
  })
  app.addHook('onResponse', async (request) => {
    request.isOver = true
    for (const giveBack of request.admitted.splice(0)) giveBack()
  })
}
