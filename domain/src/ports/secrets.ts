/** Everything that takes chance or cryptography. */
export interface Secrets {
  /** 32 hex digits. */
  newId(): string
  /** The public half of a pair of keys: 20 capital letters and digits. */
  newAccessKey(): string
  /** 40 characters that cannot be guessed. */
  newSecretKey(): string
  /** 20 characters that cannot be guessed and are easy to type. */
  newPassword(): string
  /** Text that cannot be guessed, for tokens: URL-safe, 256 bits. */
  newToken(): string
  /** SHA-256 in hex, for what need not be read again and cannot be guessed. */
  digest(text: string): string
  /**
   * Encrypts what has to be read again.
   * @param owner what the secret belongs to; it opens for this owner only, so that sealed texts cannot be swapped
   */
  seal(secret: string, owner: string): string
  /** @throws {UnreadableSecretError} it was sealed with another key or for another owner, or was changed */
  unseal(sealed: string, owner: string): string
  /** A slow hash of a password, with its salt and costs. */
  hashPassword(password: string): Promise<string>
  /** Whether the password has this hash; takes as long without a hash, so that unknown users cannot be told apart. */
  isPassword(password: string, hash: string | undefined): Promise<boolean>
}
