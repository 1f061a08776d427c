import { LIMITS } from '@deskledger/contract'
import type { SizeLimit } from '../observation/size-limit.js'

/** How large a body may be. */
export interface BodyLimit {
  readonly name: SizeLimit
  readonly bytes: number
}

/** A limit as it stands in `LIMITS`. */
export function bodyLimit(name: SizeLimit): BodyLimit {
  return { name, bytes: LIMITS[name] }
}
