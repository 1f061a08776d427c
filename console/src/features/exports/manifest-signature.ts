import type { SignedManifest, SigningKeyView } from '@deskledger/client'

/** Whose signature of a manifest holds. `unknowable`: this browser cannot check signatures, for want of TLS or by its age. */
export type SignatureFinding =
  | { readonly kind: 'signed'; readonly keyId: string }
  | { readonly kind: 'unsigned' }
  | { readonly kind: 'unknowable' }

/**
 * Checks a manifest against the keys of the server (DSSE 1.0, Ed25519). It proves nothing about whose keys those are.
 * @param crypto that of the browser, which has `subtle` only over TLS or on the machine itself
 */
export async function findSignature(
  { payloadType, payload, signatures }: SignedManifest,
  keys: readonly SigningKeyView[],
  { subtle }: { readonly subtle?: SubtleCrypto } = crypto,
): Promise<SignatureFinding> {
  if (subtle === undefined) return { kind: 'unknowable' }
  const signedBytes = preAuthenticationEncoding(payloadType, fromBase64(payload))
  try {
    for (const { keyid, sig } of signatures) {
      const key = keys.find(({ key_id }) => key_id === keyid)
      if (key === undefined) continue
      const der = fromBase64(key.public_key.replace(/-----[A-Z ]+-----|\s/g, ''))
      const imported = await subtle.importKey('spki', der, 'Ed25519', false, ['verify'])
      if (await subtle.verify('Ed25519', imported, fromBase64(sig), signedBytes))
        return { kind: 'signed', keyId: keyid }
    }
    return { kind: 'unsigned' }
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotSupportedError') return { kind: 'unknowable' }
    throw error
  }
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
}

/** What is signed: type and bytes, each with its length. */
function preAuthenticationEncoding(type: string, payload: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder()
  const head = encoder.encode(`DSSEv1 ${encoder.encode(type).byteLength} ${type} ${payload.byteLength} `)
  const bytes = new Uint8Array(head.byteLength + payload.byteLength)
  bytes.set(head)
  bytes.set(payload, head.byteLength)
  return bytes
}
