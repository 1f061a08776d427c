import type { Credentials } from './credentials.js'
import type { RetryOptions } from './retry.js'
import type { Fetch } from './transport.js'

/** Where to send requests, and how. */
export interface ConnectionOptions {
  /** Address with scheme, for example `http://127.0.0.1:8080`. */
  readonly endpoint: string
  /** Address of the IAM calls, where they have a host of their own, as with the vendor. @default the endpoint */
  readonly iamEndpoint?: string | undefined
  /**
   * The project of records and export tasks.
   * @default the only one that the credentials reach, asked for at the first call that needs it
   */
  readonly projectId?: string | undefined
  /** @default the global fetch */
  readonly fetch?: Fetch | undefined
  /** Tells the time that signatures carry. @default the computer's own */
  readonly clock?: (() => Date) | undefined
  /**
   * A text that no other call has, in ASCII: sent with what would be done twice by a second request, such as exports and new
   * users, and sent again when the call is repeated. @default 128 random bits in hex
   */
  readonly newNonce?: (() => string) | undefined
  readonly retry?: RetryOptions | undefined
}

/** Where to send requests, and who sends them: with an access key, a token, or a user name and password. */
export type ClientOptions = ConnectionOptions & Credentials
