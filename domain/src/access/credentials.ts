import type { Clock } from '../ports/clock.js'
import type { Secrets } from '../ports/secrets.js'
import type { SessionStore } from '../ports/session-store.js'
import type { Directory } from './directory.js'
import type { Account, User } from './entities.js'
import type { Principal } from './principal.js'
import type { Session } from './session.js'

/** What proving identities is made of. */
export interface CredentialsParts {
  readonly directory: () => Directory
  readonly sessions: SessionStore
  readonly secrets: Secrets
  readonly clock: Clock
}

/** A key that may sign requests, with its secret half and whose it is. */
export interface SigningKey {
  readonly secretKey: string
  readonly principal: Principal
}

/** What a token is worth. */
export type TokenState =
  | { readonly kind: 'valid'; readonly principal: Principal; readonly session: Session }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'expired'; readonly expiresAt: Date }
  /** The password, the keys or the permissions of its user changed. */
  | { readonly kind: 'revoked' }

/** Finds out whose a key or a token is. */
export class Credentials {
  constructor(private readonly parts: CredentialsParts) {}

  /** The permanent key, if it may be used. */
  accessKey(accessKey: string): SigningKey | undefined {
    const directory = this.parts.directory()
    const key = directory.find('access-key', accessKey)
    if (key === undefined || !key.isEnabled) return undefined
    const owner = ownerOf(directory, key.userId)
    if (owner === undefined) return undefined
    return {
      secretKey: this.parts.secrets.unseal(key.sealedSecret, key.id),
      principal: { ...owner, scope: {}, credential: 'access-key' },
    }
  }

  /** The temporary key, if it is used with its own security token and is not over. */
  async temporaryKey(accessKey: string, securityToken: string): Promise<SigningKey | undefined> {
    const { secrets, sessions } = this.parts
    const session = await sessions.find(temporaryKeyDigest(secrets, accessKey, securityToken))
    const state = session === undefined ? undefined : this.stateOf(session, 'temporary-key')
    if (state?.kind !== 'valid' || session?.sealedSecret === undefined) return undefined
    return { secretKey: secrets.unseal(session.sealedSecret, accessKey), principal: state.principal }
  }

  async token(token: string): Promise<TokenState> {
    const session = await this.parts.sessions.find(this.parts.secrets.digest(token))
    return session === undefined ? { kind: 'unknown' } : this.stateOf(session, 'token')
  }

  private stateOf(session: Session, kind: Session['kind']): TokenState {
    const { scope, userId, generation, expiresAt } = session
    if (session.kind !== kind) return { kind: 'unknown' }
    if (expiresAt <= this.parts.clock()) return { kind: 'expired', expiresAt }
    const owner = ownerOf(this.parts.directory(), userId)
    if (owner === undefined || owner.user.generation !== generation) return { kind: 'revoked' }
    return { kind: 'valid', principal: { ...owner, scope, credential: kind }, session }
  }
}

/** What a temporary key is found by: neither half alone tells anything. */
export function temporaryKeyDigest(secrets: Secrets, accessKey: string, securityToken: string): string {
  return secrets.digest(`${accessKey}\n${securityToken}`)
}

/** The user and the account, if both may be used. */
function ownerOf(directory: Directory, userId: string): { account: Account; user: User } | undefined {
  const user = directory.find('user', userId)
  const account = user && directory.find('account', user.accountId)
  return user?.isEnabled && account?.isEnabled ? { account, user } : undefined
}
