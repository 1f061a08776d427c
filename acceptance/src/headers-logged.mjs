// Loaded into a server before its own code, by `NODE_OPTIONS=--import`: logs the headers of each request and each answer
// through the server's own logger, as a careless line of code might. With REDACTION=off the logger is made without its
// redaction: the control.
import http from 'node:http'
import { createRequire } from 'node:module'

// The very module that the server loads.
const pino = createRequire(new URL('../../server/package.json', import.meta.url))('pino')
const { pino: make } = pino
const { emit } = http.Server.prototype
let logger

pino.pino = (options, stream) => {
  const { redact, ...others } = options
  logger = make(process.env.REDACTION === 'off' ? others : { ...others, redact }, stream)
  return logger
}

http.Server.prototype.emit = function (event, ...things) {
  const [request, response] = things
  if (event === 'request') {
    logger.trace({ req: { headers: request.headers } }, 'request came')
    response.once('finish', () => logger.trace({ res: { headers: response.getHeaders() } }, 'answer went'))
  }
  return emit.call(this, event, ...things)
}
