import type { ApiErrorName } from '@deskledger/contract'
import type { Tenant } from '../tenant.fixture.js'

/** What a request is aimed at: things of one tenant. */
export interface Aim {
  /** Parameters of the path; `project_id` is the tenant's first project unless it is given. */
  readonly path?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  /** Text is sent as NDJSON, anything else as JSON. */
  readonly body?: unknown
}

/** What is expected of one operation, as far as its access in the contract does not say it. */
export interface Row {
  /** A request that would succeed once, aimed at things of the tenant. */
  readonly aim: (tenant: Tenant) => Aim | Promise<Aim>
  /**
   * What somebody of another account is answered for the very same request; `own` is a success that concerns nothing but
   * their own account. @default projects are forbidden, of other scopes 404
   */
  readonly outside?: ApiErrorName | 'own'
  /** Whether it changes what the tenant has. @default unless the contract says that it reads */
  readonly changes?: boolean
  /** Whether the very same request is answered again as it was, if it has its effect once. @default it is refused */
  readonly isAnsweredAgain?: boolean
}

let lastNumber = 0

/** A text that was not used before: equal requests of one second are one request. */
export function fresh(what: string): string {
  lastNumber += 1
  return `${what} ${lastNumber}`
}
