import { createHash } from 'node:crypto'
import type { Secrets } from '@deskledger/domain'
import { Passwords } from './passwords.js'
import { newAccessKey, newId, newPassword, newSecretKey, newToken } from './random-text.js'
import { Sealing } from './sealing.js'

/** Chance and cryptography of Node. */
export class NodeSecrets implements Secrets {
  readonly newId = newId
  readonly newAccessKey = newAccessKey
  readonly newSecretKey = newSecretKey
  readonly newPassword = newPassword
  readonly newToken = newToken
  private readonly sealing: Sealing
  private readonly passwords = new Passwords()

  /** @param sealingKey 32 bytes */
  constructor(sealingKey: Uint8Array) {
    this.sealing = new Sealing(sealingKey)
  }

  digest(text: string): string {
    return createHash('sha256').update(text, 'utf8').digest('hex')
  }

  seal(secret: string, owner: string): string {
    return this.sealing.seal(secret, owner)
  }

  unseal(sealed: string, owner: string): string {
    return this.sealing.unseal(sealed, owner)
  }

  hashPassword(password: string): Promise<string> {
    return this.passwords.hash(password)
  }

  isPassword(password: string, hash: string | undefined): Promise<boolean> {
    return this.passwords.matches(password, hash)
  }
}
