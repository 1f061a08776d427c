import { gzipSync } from 'node:zlib'
import type { Sent } from '../exchange.fixture.js'
import type { Body } from './bodies.fixture.js'
import type { FuzzRequest } from './requests.fixture.js'
import { proven } from './senders.fixture.js'
import type { TwoTenants } from './two-tenants.fixture.js'

/** The request with ids and times in it, and the proof of its sender. */
export function toBeSent({ sender, method, target, headers, body }: FuzzRequest, world: TwoTenants): Sent {
  const { proofs, ledger } = world
  const things = sender === 'operator' ? world.accounts : world.things
  const resolvedTarget = things.resolved(target)
  const bytes = body && bytesOf({ ...body, text: things.resolved(body.text) })
  const given = Object.entries({
    ...(body && { 'Content-Type': body.type }),
    ...(body?.form.endsWith('gzip') && { 'Content-Encoding': 'gzip' }),
    ...headers,
  }).map(([name, value]) => [name, things.resolved(value)] as const)
  const unsigned = {
    method,
    url: `${ledger.endpoint}${resolvedTarget}`,
    headers: Object.fromEntries(given),
    body: bytes,
  }
  return { method, target: resolvedTarget, headers: proven(sender, unsigned, proofs), body: bytes }
}

function bytesOf({ text, form }: Body): Buffer {
  switch (form) {
    case 'gzip':
      return gzipSync(text)
    case 'cut gzip':
      return gzipSync(text).subarray(0, -5)
    default:
      return Buffer.from(text, form)
  }
}
