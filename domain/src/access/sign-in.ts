import type { AccessControl } from './access-control.js'
import { type CredentialsParts, temporaryKeyDigest } from './credentials.js'
import type { Account, Project, User } from './entities.js'
import { AccessDeniedError, WrongPasswordError } from './errors.js'
import { foldName } from './name-folding.js'
import type { Principal } from './principal.js'
import type { Session, SessionScope } from './session.js'

/** How long a token lasts (spec/api.md 10). */
const TOKEN_MS = 24 * 3_600_000

/** A project or an account by id or name; both have to fit when both are given. Case of the name does not matter. */
export interface Designation {
  readonly id?: string | undefined
  readonly name?: string | undefined
}

/** What a token is asked for with. */
export interface SignInRequest {
  readonly accountName: string
  readonly userName: string
  readonly password: string
  /** The project wins if both are given; none means the account. */
  readonly scope?: { readonly project?: Designation | undefined; readonly domain?: Designation | undefined } | undefined
}

/** A token with what it is for. It is told this once. */
export interface IssuedToken {
  readonly token: string
  readonly session: Session
  readonly principal: Principal
}

/** A temporary key as it is told once. */
export interface IssuedTemporaryKey {
  readonly accessKey: string
  readonly secretKey: string
  readonly securityToken: string
  readonly expiresAt: Date
}

/** Opens sessions: tokens for passwords, temporary keys for tokens. */
export class SignIn {
  constructor(
    private readonly parts: CredentialsParts,
    private readonly access: AccessControl,
  ) {}

  /**
   * A token for a password. A new one does not end older ones.
   *
   * @throws {WrongPasswordError} for whatever is wrong about account, user and password
   * @throws {AccessDeniedError} the user reaches no such project, or it is not the user's account
   */
  async withPassword({ accountName, userName, password, scope }: SignInRequest): Promise<IssuedToken> {
    const directory = this.parts.directory()
    const account = directory.named('account', accountName)
    const user = account && directory.named('user', userName, account.id)
    // Asked for every request, known user or not: the time it takes tells nothing.
    const isPassword = await this.parts.secrets.isPassword(password, user?.passwordHash)
    if (!isPassword || !account?.isEnabled || !user?.isEnabled) throw new WrongPasswordError()
    const sessionScope = this.scopeOf(account, user, scope)
    const token = this.parts.secrets.newToken()
    const session = this.session('token', this.parts.secrets.digest(token), user, sessionScope, TOKEN_MS)
    await this.parts.sessions.add(session)
    return { token, session, principal: { account, user, scope: sessionScope, credential: 'token' } }
  }

  /** Ends a token at once. One that is not known is ignored. */
  async signOut(token: string): Promise<void> {
    await this.parts.sessions.remove(this.parts.secrets.digest(token))
  }

  /** A temporary key that reaches what the principal's token reaches. */
  async temporaryKey({ user, scope }: Principal, lifetimeMs: number): Promise<IssuedTemporaryKey> {
    const { secrets, sessions } = this.parts
    const [accessKey, secretKey, securityToken] = [secrets.newAccessKey(), secrets.newSecretKey(), secrets.newToken()]
    const digest = temporaryKeyDigest(secrets, accessKey, securityToken)
    const session = this.session('temporary-key', digest, user, scope, lifetimeMs)
    await sessions.add({ ...session, sealedSecret: secrets.seal(secretKey, accessKey) })
    return { accessKey, secretKey, securityToken, expiresAt: session.expiresAt }
  }

  private session(kind: Session['kind'], digest: string, user: User, scope: SessionScope, lifetimeMs: number): Session {
    const issuedAt = this.parts.clock()
    const expiresAt = new Date(issuedAt.getTime() + lifetimeMs)
    return { kind, digest, userId: user.id, generation: user.generation, scope, issuedAt, expiresAt }
  }

  private scopeOf(account: Account, user: User, scope: SignInRequest['scope']): SessionScope {
    if (scope?.project !== undefined) {
      return { projectId: this.projectOf(account, user, scope.project).id }
    }
    if (scope?.domain !== undefined && !isMeant(scope.domain, account)) {
      throw new AccessDeniedError('The scope is not the account of the user.')
    }
    return {}
  }

  private projectOf(account: Account, user: User, designation: Designation): Project {
    const reachable = this.access.projectsOf({ account, user, scope: {}, credential: 'token' })
    const project = reachable.find((candidate) => isMeant(designation, candidate))
    if (project === undefined) throw new AccessDeniedError('The user may do nothing in such a project.')
    return project
  }
}

function isMeant({ id, name }: Designation, entity: Account | Project): boolean {
  const isAny = id !== undefined || name !== undefined
  return isAny && (id ?? entity.id) === entity.id && foldName(name ?? entity.name) === foldName(entity.name)
}
