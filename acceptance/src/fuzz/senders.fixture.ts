import { type SigningCredentials, signRequest, type UnsignedRequest } from '@deskledger/signing'

/** Who sends a request, and how it is proven. */
export type Sender =
  | 'root'
  | 'root beside'
  | 'limited'
  | 'operator'
  | 'token'
  | 'token of the project'
  | 'temporary key'
  | 'derived key'
  | 'nobody'
  | 'garbage token'
  | 'unknown key'
  | 'wrong secret'
  | 'old signature'

/** With what senders prove who they are. */
export interface Proofs {
  readonly root: SigningCredentials
  /** Another key of the root user: what is wrong with its requests must not have the first one refused. */
  readonly rootBeside: SigningCredentials
  /** Of a user to whom one enterprise project is granted. */
  readonly limited: SigningCredentials
  readonly operator: SigningCredentials
  readonly temporaryKey: SigningCredentials
  readonly token: string
  readonly projectToken: string
  /** A key that only ever signs wrongly: its refusals must not become those of the others. */
  readonly decoy: SigningCredentials
}

const OLD_MS = 16 * 60_000

/** The headers of a request with a proof; a request that cannot be signed gets a signature that is wrong. */
export function proven(sender: Sender, request: UnsignedRequest, proofs: Proofs): Record<string, string> {
  const { root, rootBeside, limited, operator, temporaryKey, token, projectToken, decoy } = proofs
  const headers = { ...request.headers }
  const by = (key: SigningCredentials, ageMs = 0): Record<string, string> =>
    signed(request, key, decoy, new Date(Date.now() - ageMs))
  switch (sender) {
    case 'root':
      return by(root)
    case 'root beside':
      return by(rootBeside)
    case 'limited':
      return by(limited)
    case 'operator':
      return by(operator)
    case 'temporary key':
      return by(temporaryKey)
    case 'derived key':
      return by({ ...root, derived: { regionId: 'local-1', service: 'workspace' } })
    case 'old signature':
      return by(root, OLD_MS)
    case 'wrong secret':
      return by(decoy)
    case 'unknown key':
      return by({ accessKey: 'UNKNOWNKEY0000000001', secretKey: 'unknown' })
    case 'token':
      return { ...headers, 'X-Auth-Token': token }
    case 'token of the project':
      return { ...headers, 'X-Auth-Token': projectToken }
    case 'garbage token':
      return { ...headers, 'X-Auth-Token': 'garbage' }
    case 'nobody':
      return headers
  }
}

function signed(
  request: UnsignedRequest,
  key: SigningCredentials,
  decoy: SigningCredentials,
  now: Date,
): Record<string, string> {
  try {
    if (isSentAsSigned(request)) return signRequest(request, key, now)
  } catch {
    // What no client could sign is signed by somebody else.
  }
  return { ...request.headers, ...signRequest({ method: 'GET', url: 'http://elsewhere.example/' }, decoy, now) }
}

/** Whether `URL`, by which requests are signed, leaves the path as it is. */
function isSentAsSigned({ url }: UnsignedRequest): boolean {
  const [, path = ''] = /^\w+:\/\/[^/]*([^?]*)/.exec(String(url)) ?? []
  return decodeURIComponent(new URL(url).pathname) === decodeURIComponent(path)
}
