import { formatSdkDate } from '@deskledger/signing'
import type { ClaimFailure, VerificationFailure } from '@deskledger/signing/verify'
import { ApiFailure } from '../answer/api-failure.js'

/** Begins every message of a 401 (spec/errors.md 3.1). */
const HEAD = 'Incorrect IAM authentication information: '

/** Longest message; that of a wrong signature shows the canonical request, which can be long. */
const MAX_LENGTH = 1_000

/** A refusal for want of a proof of identity. Clients and scripts know the documented tails (spec/errors.md 3.1). */
export function unauthenticated(tail: string): ApiFailure {
  return new ApiFailure('unauthenticated', `${HEAD}${tail}`.slice(0, MAX_LENGTH).toWellFormed())
}

/** Words a failed claim or verification. Unknown key and wrong signature are one failure, hence one text. */
export function refusalOf(failure: ClaimFailure | VerificationFailure): ApiFailure {
  return unauthenticated(tailOf(failure))
}

function tailOf(failure: ClaimFailure | VerificationFailure): string {
  switch (failure.kind) {
    case 'missing':
      return failure.header === 'authorization'
        ? 'x-auth-token not found; send a token, or sign the request with an access key'
        : `header ${failure.header} not found, but it has to be sent and signed`
    case 'duplicate':
      return `header ${failure.header} was sent more than once`
    case 'malformed':
      return `${failure.part} cannot be read`
    case 'unsupported-algorithm':
      return `algorithm ${failure.algorithm} is not supported, use ${failure.supported.join(' or ')}`
    case 'not-signed':
      return `header ${failure.header} has to be signed`
    case 'expired': {
      const [signedAt, serverTime] = [failure.signedAt, failure.serverTime].map(formatSdkDate)
      return `signature expired, signature time:${signedAt},server time:${serverTime}`
    }
    case 'wrong-scope': {
      const accepted = failure.accepted.map(({ regionId, service }) => `${regionId}/${service}`).join(' or ')
      return `the derived key has to be for the day of X-Sdk-Date and for ${accepted}`
    }
    case 'unsigned-payload':
      return 'the body of a JSON request has to be signed, not UNSIGNED-PAYLOAD'
    case 'payload-mismatch':
      return `X-Sdk-Content-Sha256 is not the hash of the body, which is ${failure.bodySha256}`
    case 'signature-mismatch':
      return `verify aksk signature fail, canonicalRequest:${failure.canonicalRequest.replaceAll('\n', '|')}`
  }
}
