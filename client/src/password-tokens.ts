import type { PasswordCredentials } from './credentials.js'
import type { IssuedToken } from './issue-token.js'
import { SharedWork } from './shared-work.js'

/** A scope of a token: one project, or without one the account. */
type Scope = string | undefined

/** Asks for a token. */
export type IssueToken = (
  user: PasswordCredentials & { readonly projectId?: Scope },
  signal: AbortSignal,
) => Promise<IssuedToken>

interface HeldToken {
  readonly token: string
  readonly renewAtMs: number
}

/** A token is renewed this long before it ends, in milliseconds, or after half its life if that is later. */
const RENEWED_BEFORE_MS = 300_000

/** The tokens of a user, one for each scope, got when first needed and renewed in time; one request for each at a time. */
export class PasswordTokens {
  readonly #user: PasswordCredentials
  readonly #issue: IssueToken
  readonly #clock: () => Date
  readonly #held = new Map<Scope, HeldToken>()
  readonly #renewals = new Map<Scope, SharedWork<HeldToken>>()

  constructor(user: PasswordCredentials, issue: IssueToken, clock: () => Date) {
    this.#user = user
    this.#issue = issue
    this.#clock = clock
  }

  /** A token that is valid as far as is known. */
  async token(projectId: Scope, signal: AbortSignal | undefined): Promise<string> {
    const held = this.#held.get(projectId)
    if (held !== undefined && this.#clock().getTime() < held.renewAtMs) return held.token
    const renewal = this.#renewals.get(projectId) ?? new SharedWork((stop) => this.#renew(projectId, stop))
    this.#renewals.set(projectId, renewal)
    return (await renewal.join(signal)).token
  }

  /** Forgets a token that was refused, unless it has been replaced meanwhile. */
  discard(projectId: Scope, token: string): void {
    if (this.#held.get(projectId)?.token === token) this.#held.delete(projectId)
  }

  async #renew(projectId: Scope, signal: AbortSignal): Promise<HeldToken> {
    const askedAtMs = this.#clock().getTime()
    const { token, description } = await this.#issue({ ...this.#user, projectId }, signal)
    const lifeMs = lifeOf(description)
    const held = { token, renewAtMs: askedAtMs + lifeMs - Math.min(RENEWED_BEFORE_MS, lifeMs / 2) }
    this.#held.set(projectId, held)
    return held
  }
}

/** By the endpoint's clock at both ends, so that ours may be off. What is not told lasts until it is refused. */
function lifeOf({ expires_at, issued_at }: IssuedToken['description']): number {
  const lifeMs = Date.parse(expires_at) - Date.parse(issued_at)
  return lifeMs > 0 ? lifeMs : Number.POSITIVE_INFINITY
}
