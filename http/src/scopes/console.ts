import { randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ApiFailure } from '../answer/api-failure.js'
import type { ConsoleFile, ConsoleFiles } from '../console/console-files.js'
import type { HttpParts } from '../http-parts.js'

const ROOT = '/console/'

/** Stands in the built page where the nonce of each answer goes. */
const NONCE_PLACE = '__NONCE__'

/** Files with a digest in their name; others keep their name when their bytes change. */
const IMMUTABLE = /^assets\//

/** The console: pages and scripts, the same for everybody. What they show comes through the API. */
export async function consoleScope(
  app: FastifyInstance,
  { console: files }: Pick<HttpParts, 'console'>,
): Promise<void> {
  for (const path of ['/', '/console']) app.get(path, async (_request, reply) => reply.redirect(ROOT, 302))
  app.get(`${ROOT}*`, async (request, reply) => {
    if (files === undefined) throw new ApiFailure('unknownRoute', 'The console was not built: run npm run build.')
    const path = request.target.segments.slice(1).join('/')
    const file = files.get(path)
    if (file !== undefined && path !== 'index.html') return sendFile(request, reply, path, file)
    // Every other address without a dot is a page of the console, which reads it itself.
    const page = path.includes('.') && path !== 'index.html' ? undefined : pageOf(files)
    if (page === undefined) throw new ApiFailure('unknownRoute', 'The console has no such file.')
    return sendPage(reply, page)
  })
}

function pageOf(files: ConsoleFiles): string | undefined {
  return files.get('index.html')?.bytes.toString('utf8')
}

function sendFile(request: FastifyRequest, reply: FastifyReply, path: string, file: ConsoleFile): FastifyReply {
  reply.headers({
    'content-type': file.mediaType,
    'x-content-type-options': 'nosniff',
    'cache-control': IMMUTABLE.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
    etag: file.etag,
    vary: 'accept-encoding',
  })
  if (request.headers['if-none-match'] === file.etag) return reply.code(304).send()
  const takesGzip = /(?:^|,)\s*gzip\s*(?:,|$)/i.test(String(request.headers['accept-encoding'] ?? ''))
  if (file.gzipped === undefined || !takesGzip) return reply.send(file.bytes)
  return reply.header('content-encoding', 'gzip').send(file.gzipped)
}

function sendPage(reply: FastifyReply, page: string): FastifyReply {
  const nonce = randomBytes(16).toString('base64')
  return reply
    .headers({
      'content-type': 'text/html; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'content-security-policy': policyWith(nonce),
    })
    .send(page.replaceAll(NONCE_PLACE, nonce))
}

/** Nothing from elsewhere, nothing inline but the styles that carry the nonce, in no frame (CSP 3). */
function policyWith(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}
