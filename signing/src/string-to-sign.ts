import { algorithmOf, type DatedScope, scopeText } from './credential-scope.js'
import { sha256Hex } from './payload-hash.js'

/** What is fed to HMAC: algorithm, X-Sdk-Date, the scope of a derived key, hash of the canonical request (spec/auth.md 2, 3). */
export function stringToSign(sdkDate: string, scope: DatedScope | undefined, canonicalRequest: string): string {
  const scopeLine = scope === undefined ? [] : [scopeText(scope)]
  return [algorithmOf(scope), sdkDate, ...scopeLine, sha256Hex(canonicalRequest)].join('\n')
}
