import type { IncomingMessage } from 'node:http'

/** `http://host/path?query`; user information, which has no place in it (RFC 9110, 4.2.4), does not fit. */
const ABSOLUTE = /^(https?):\/\/([^/?#@]+)((?:[/?].*)?)$/i

const DEFAULT_PORTS: Readonly<Record<string, string>> = { http: ':80', https: ':443' }

/**
 * Brings a target in absolute form, as clients send it to proxies and servers have to take it (RFC 9112, 3.2.2), into the
 * form of a path, before anything reads it: router, signature and log see one form only. One whose host is not that of the
 * header Host stays as it is, and so is refused: the RFC has a server believe the target, but Host may be what was signed.
 */
export function toOriginForm(message: Pick<IncomingMessage, 'url' | 'headers'>): void {
  const [, scheme = '', authority = '', rest = ''] = ABSOLUTE.exec(message.url ?? '') ?? []
  if (authority === '') return
  const { host } = message.headers
  if (host !== undefined && withoutPort(host, scheme) !== withoutPort(authority, scheme)) return
  message.url = rest.startsWith('/') ? rest : `/${rest}`
}

/** A default port may be told or left out. */
function withoutPort(authority: string, scheme: string): string {
  const name = authority.toLowerCase()
  const port = DEFAULT_PORTS[scheme.toLowerCase()] ?? ''
  return name.endsWith(port) ? name.slice(0, name.length - port.length) : name
}
