import type { AuditActor, Directory, Principal } from '@deskledger/domain'
import type { FastifyRequest } from 'fastify'

/** An access key is as long as its sender likes; so much of it tells keys apart. */
const KEY_LENGTH = 128

/** Who sent a request, as far as it is proven. */
export function actorOf(request: FastifyRequest, directory: Directory): AuditActor {
  const { principal, identity } = request as Partial<Pick<FastifyRequest, 'principal' | 'identity'>>
  if (principal === undefined) return unproven(request, directory)
  const accessKey = identity?.kind === 'signature' ? identity.claim.authorization.accessKey : undefined
  return userOf(principal, principal.credential, accessKey)
}

/** A user whose identity is proven. */
export function userOf(
  { account, user }: Pick<Principal, 'account' | 'user'>,
  credential: Extract<AuditActor, { kind: 'user' }>['credential'],
  accessKey?: string,
): AuditActor {
  return { kind: 'user', accountId: account.id, userId: user.id, userName: user.name, credential, accessKey }
}

/** The key that a request says it is signed with; a token is never told. */
function unproven({ headers }: FastifyRequest, directory: Directory): AuditActor {
  const accessKey = /\bAccess=([^\s,]+)/.exec(headers.authorization ?? '')?.[1]?.slice(0, KEY_LENGTH)
  if (accessKey === undefined) return { kind: 'unproven' }
  return { kind: 'unproven', accessKey, accountId: directory.find('access-key', accessKey)?.accountId }
}
