import { hkdf } from '@noble/hashes/hkdf.js'
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { type DatedScope, scopeText } from './credential-scope.js'

/** A permanent or temporary key pair. `secretKey` must never reach a log or an error. */
export interface KeyPair {
  readonly accessKey: string
  readonly secretKey: string
}

/**
 * The text that keys the HMAC: the secret key itself or, for a scope, HKDF-SHA256 of it with the access key as salt,
 * 32 bytes written as lower-case hex (spec/auth.md 3).
 */
export function signingKey({ accessKey, secretKey }: KeyPair, scope: DatedScope | undefined): string {
  if (scope === undefined) return secretKey
  return bytesToHex(hkdf(sha256, utf8ToBytes(secretKey), utf8ToBytes(accessKey), utf8ToBytes(scopeText(scope)), 32))
}

/** HMAC-SHA256 in lower-case hex, 64 digits (spec/auth.md 2). */
export function signature(signingKey: string, stringToSign: string): string {
  return bytesToHex(hmac(sha256, utf8ToBytes(signingKey), utf8ToBytes(stringToSign)))
}
