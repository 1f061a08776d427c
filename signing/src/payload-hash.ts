import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** Stands for the hash when the sender leaves the body out of the signature (spec/auth.md 2.2). */
export const UNSIGNED_PAYLOAD = 'UNSIGNED-PAYLOAD'

/** SHA-256 of no bytes, in hex: the payload hash of a request without a body. */
export const EMPTY_PAYLOAD_HASH = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

/** SHA-256 in lower-case hex; text is hashed as UTF-8. */
export function sha256Hex(data: string | Uint8Array): string {
  return bytesToHex(sha256(typeof data === 'string' ? utf8ToBytes(data) : data))
}

/**
 * What may stand in the last line of the canonical request, given the value of X-Sdk-Content-Sha256 and the body that
 * came. Without a body UNSIGNED-PAYLOAD has two readings: Node, Go and Java sign the word, Python the hash of nothing
 * (spec/auth.md 2.2). A hash in the header has no say here: it has to equal that of the body.
 */
export function payloadHashLines(declared: string | undefined, bodySha256: string): readonly string[] {
  if (declared !== UNSIGNED_PAYLOAD) return [bodySha256]
  return bodySha256 === EMPTY_PAYLOAD_HASH ? [UNSIGNED_PAYLOAD, EMPTY_PAYLOAD_HASH] : [UNSIGNED_PAYLOAD]
}
