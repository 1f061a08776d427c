/**
 * Header that tells a call from an equal one of the same second: signatures carry whole seconds, and what has its effect once
 * for each signature would count both as one (docs/compatibility.md). It is signed like every other header.
 */
export const NONCE_HEADER = 'X-Deskledger-Nonce'

/** 128 random bits as hex. Not `randomUUID`: browsers have that on secure pages only. */
export function randomNonce(): string {
  const bytes = globalThis.crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
