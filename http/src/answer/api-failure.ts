import { API_ERRORS, type ApiErrorName } from '@deskledger/contract'
import type { Overload } from '../admission/admission-limits.js'
import type { SizeLimit } from '../observation/size-limit.js'

/** What goes along with a failure's status and message. */
export interface FailureExtras {
  readonly headers?: Readonly<Record<string, string>>
  /** In place of the failure's own `error_code`. */
  readonly code?: string
  /** Further members of the error body. */
  readonly details?: Readonly<Record<string, unknown>>
  /** What the request was too large for, if that is why. */
  readonly sizeLimit?: SizeLimit
  /** The limit of work that it met, if that is why and nobody has counted it yet. */
  readonly overload?: Overload
}

/** A failure that only HTTP knows; `domain` has errors of its own. The message says what to do. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure'

  constructor(
    readonly error: ApiErrorName,
    message: string,
    readonly extras: FailureExtras = {},
  ) {
    super(message)
  }

  get status(): number {
    return API_ERRORS[this.error].status
  }

  get code(): string {
    return this.extras.code ?? API_ERRORS[this.error].code
  }

  /** Its code on IAM paths. */
  get iamCode(): string {
    return API_ERRORS[this.error].iamCode
  }
}
