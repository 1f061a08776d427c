import type { FastifyInstance } from 'fastify'
import type { Admission } from './admission.js'

/** Has each request to the routes of this scope let in when it comes, and what it holds given back when it is over. */
export function admitRequests(app: FastifyInstance, admission: Admission): void {
  app.decorateRequest('admitted')
  app.addHook('onRequest', async (request) => {
    request.admitted = []
    admission.request(request)
  })
  app.addHook('onResponse', async ({ admitted }) => {
    for (const giveBack of admitted.splice(0)) giveBack()
  })
}
