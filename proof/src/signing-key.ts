import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto'

/** The text is no Ed25519 key in PEM. */
export class UnusableKeyError extends Error {
  override readonly name = 'UnusableKeyError'
}

/** The public half of a key: checks what the private half signed. */
export class VerifyingKey {
  /** SHA-256 of the key as DER (SPKI), lower-case hex: `openssl pkey -pubin -outform DER | sha256sum`. */
  readonly keyId: string
  /** SPKI, as PEM. */
  readonly pem: string

  private constructor(private readonly key: KeyObject) {
    this.keyId = createHash('sha256')
      .update(key.export({ type: 'spki', format: 'der' }))
      .digest('hex')
    this.pem = key.export({ type: 'spki', format: 'pem' }).toString()
  }

  /** @throws {UnusableKeyError} */
  static fromPem(pem: string): VerifyingKey {
    return new VerifyingKey(ed25519(() => createPublicKey(pem)))
  }

  isSignature(signature: Uint8Array, bytes: Uint8Array): boolean {
    return verify(null, bytes, this.key, signature)
  }
}

/** A whole key: signs. Holds a secret: never log it. */
export class SigningKey {
  readonly verifying: VerifyingKey

  private constructor(private readonly key: KeyObject) {
    this.verifying = VerifyingKey.fromPem(createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString())
  }

  static generate(): SigningKey {
    return new SigningKey(generateKeyPairSync('ed25519').privateKey)
  }

  /**
   * @param pem PKCS #8, not encrypted, as `openssl genpkey -algorithm ed25519` writes it
   * @throws {UnusableKeyError}
   */
  static fromPem(pem: string): SigningKey {
    return new SigningKey(ed25519(() => createPrivateKey(pem)))
  }

  /** PKCS #8, as PEM. */
  toPem(): string {
    return this.key.export({ type: 'pkcs8', format: 'pem' }).toString()
  }

  sign(bytes: Uint8Array): Uint8Array {
    return sign(null, bytes, this.key)
  }
}

function ed25519(read: () => KeyObject): KeyObject {
  let key: KeyObject
  try {
    key = read()
  } catch (error) {
    throw new UnusableKeyError('It holds no key in PEM.', { cause: error })
  }
  if (key.asymmetricKeyType !== 'ed25519') {
    throw new UnusableKeyError(`It holds a key of type ${key.asymmetricKeyType}, and not one of Ed25519.`)
  }
  return key
}
