import { once } from 'node:events'
import fastify from 'fastify'
import { describe, expect, it } from 'vitest'
import { replyWithFailure } from '../error-reply.js'
import { querySignal } from './query-signal.js'

describe('the signal of a question', () => {
  it('fires when its time has passed; the answer is then 503, to be asked for again later', async () => {
    const app = fastify()
    app.setErrorHandler(replyWithFailure)
    app.get('/', async (_request, reply) => {
      const signal = querySignal(reply, 1)
      await once(signal, 'abort')
      throw signal.reason
    })
    const answer = await app.inject('/')
    expect(answer.statusCode).toBe(503)
    expect(answer.headers['retry-after']).toBe('5')
    expect(answer.json()).toMatchObject({
      error_code: 'WKS.00050902',
      error_msg: expect.stringContaining('longer than 0.001 s'),
    })
    await app.close()
  })
})
