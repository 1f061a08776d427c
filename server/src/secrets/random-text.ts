import { randomBytes, randomInt } from 'node:crypto'

/** Without what looks alike: 0 and O, 1, I and l. */
const LEGIBLE = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789'

const CAPITALS_AND_DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'

/** 32 hex digits: 128 bits. */
export function newId(): string {
  return randomBytes(16).toString('hex')
}

/** 20 capital letters and digits. */
export function newAccessKey(): string {
  return characters(20, CAPITALS_AND_DIGITS)
}

/** 40 letters and digits: 233 bits. */
export function newSecretKey(): string {
  return characters(40, LEGIBLE)
}

/** 20 letters and digits that cannot be mistaken for others: 116 bits. */
export function newPassword(): string {
  return characters(20, LEGIBLE)
}

/** 43 URL-safe characters: 256 bits. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

function characters(count: number, alphabet: string): string {
  return Array.from({ length: count }, () => alphabet[randomInt(alphabet.length)]).join('')
}
