import type { SigningKeyView } from '@deskledger/contract'

/** The public half of a key that this server signs with, or did. */
export interface PublicKey {
  /** SHA-256 of the key as DER, lower-case hex. */
  readonly keyId: string
  readonly pem: string
  readonly createdAt: Date
  readonly retiredAt?: Date | undefined
}

export function toSigningKeyView({ keyId, pem, createdAt, retiredAt }: PublicKey): SigningKeyView {
  return {
    key_id: keyId,
    algorithm: 'Ed25519',
    public_key: pem,
    create_time: createdAt.toISOString(),
    ...(retiredAt && { retired_time: retiredAt.toISOString() }),
  }
}
