export type { Authorization } from './authorization-header.js'
export type { HeaderPair } from './canonical-headers.js'
export type { Algorithm, CredentialScope, DatedScope } from './credential-scope.js'
export type {
  ClaimFailure,
  Duplicate,
  Expired,
  Malformed,
  Missing,
  NotSigned,
  PayloadMismatch,
  Result,
  SignatureMismatch,
  UnsignedPayload,
  UnsupportedAlgorithm,
  VerificationFailure,
  WrongScope,
} from './failure.js'
export { type Claim, type ReadClaimOptions, type ReceivedRequest, readClaim } from './read-claim.js'
export { type Proof, verifyClaim } from './verify-claim.js'
