import type { Account, User } from './entities.js'
import type { SessionScope } from './session.js'

/** Who sends a request, and with what. */
export interface Principal {
  readonly account: Account
  readonly user: User
  readonly scope: SessionScope
  readonly credential: 'access-key' | 'token' | 'temporary-key'
}
