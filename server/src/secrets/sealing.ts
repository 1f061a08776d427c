import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import { UnreadableSecretError } from '@deskledger/domain'

/** Of the key, in bytes: AES-256. */
export const SEALING_KEY_BYTES = 32

const CIPHER = 'aes-256-gcm'
/** First byte of everything sealed; another layout or cipher gets another one. */
const VERSION = 1
const KEY_ID_BYTES = 8
/** As GCM wants it. Chosen at random, it may serve 2^32 secrets before one key has to be changed (NIST SP 800-38D, 8.3). */
const NONCE_BYTES = 12
const TAG_BYTES = 16
const HEAD_BYTES = 1 + KEY_ID_BYTES

/**
 * Encrypts secrets that have to be read again. A sealed secret is, in base64: version, id of the key, nonce, tag,
 * ciphertext. All of it and the owner are authenticated.
 */
export class Sealing {
  private readonly head: Buffer

  constructor(private readonly key: Uint8Array) {
    const keyId = createHmac('sha256', key).update('deskledger: id of a sealing key').digest()
    this.head = Buffer.concat([Buffer.of(VERSION), keyId.subarray(0, KEY_ID_BYTES)])
  }

  seal(secret: string, owner: string): string {
    const nonce = randomBytes(NONCE_BYTES)
    const cipher = createCipheriv(CIPHER, this.key, nonce, { authTagLength: TAG_BYTES }).setAAD(this.bound(owner))
    const ciphertext = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
    return Buffer.concat([this.head, nonce, cipher.getAuthTag(), ciphertext]).toString('base64')
  }

  /** @throws {UnreadableSecretError} its cause says whether the key is another one or the text was changed */
  unseal(sealed: string, owner: string): string {
    const bytes = Buffer.from(sealed, 'base64')
    const isWhole = bytes.toString('base64') === sealed && bytes.length >= HEAD_BYTES + NONCE_BYTES + TAG_BYTES
    if (!isWhole || bytes[0] !== VERSION) throw unreadable('it is nothing that this version sealed')
    if (!bytes.subarray(0, HEAD_BYTES).equals(this.head)) throw unreadable('it was sealed with another key')
    const nonce = bytes.subarray(HEAD_BYTES, HEAD_BYTES + NONCE_BYTES)
    const tag = bytes.subarray(HEAD_BYTES + NONCE_BYTES, HEAD_BYTES + NONCE_BYTES + TAG_BYTES)
    const ciphertext = bytes.subarray(HEAD_BYTES + NONCE_BYTES + TAG_BYTES)
    const decipher = createDecipheriv(CIPHER, this.key, nonce, { authTagLength: TAG_BYTES })
      .setAAD(this.bound(owner))
      .setAuthTag(tag)
    try {
      return Buffer.concat([decipher.update(ciphertext), decipher.final()]).toString('utf8')
    } catch (error) {
      throw unreadable('it was changed, or is of another owner', error)
    }
  }

  private bound(owner: string): Buffer {
    return Buffer.concat([this.head, Buffer.from(owner, 'utf8')])
  }
}

function unreadable(reason: string, cause?: unknown): UnreadableSecretError {
  return new UnreadableSecretError({ cause: new Error(reason, { cause }) })
}
