import { randomBytes } from 'node:crypto'
import { UnreadableSecretError } from '@deskledger/domain'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SEALING_KEY_BYTES, Sealing } from './sealing.js'

const sealing = new Sealing(randomBytes(SEALING_KEY_BYTES))
const text = fc.string({ unit: 'binary' })

/** Why it cannot be read. */
function refusal(unseal: () => string): string {
  try {
    unseal()
  } catch (error) {
    if (error instanceof UnreadableSecretError && error.cause instanceof Error) return error.cause.message
    throw error
  }
  return 'it was read'
}

describe('a sealed secret', () => {
  it('opens for its owner', () => {
    fc.assert(fc.property(text, text, (secret, owner) => sealing.unseal(sealing.seal(secret, owner), owner) === secret))
  })

  it('opens for nobody else', () => {
    fc.assert(
      fc.property(text, text, text, (secret, owner, other) => {
        fc.pre(owner !== other)
        expect(refusal(() => sealing.unseal(sealing.seal(secret, owner), other))).toContain('another owner')
      }),
    )
  })

  it('is refused whichever bit of it has flipped', () => {
    const sealed = Buffer.from(sealing.seal('the secret', 'owner'), 'base64')
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const changed = Buffer.from(sealed)
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(
        refusal(() => sealing.unseal(changed.toString('base64'), 'owner')),
        `bit ${bit}`,
      ).not.toBe('it was read')
    }
  })

  it('is refused whatever is cut off, added or spelt in another way', () => {
    const sealed = sealing.seal('the secret', 'owner')
    expect(sealed).toMatch(/=$/)
    for (let length = 0; length < sealed.length; length++) {
      expect(refusal(() => sealing.unseal(sealed.slice(0, length), 'owner'))).not.toBe('it was read')
    }
    for (const other of [`${sealed}A`, ` ${sealed}`, `${sealed}\n`, sealed.replace('=', '')]) {
      expect(refusal(() => sealing.unseal(other, 'owner'))).toContain('nothing that this version sealed')
    }
  })

  it('tells another key from a change', () => {
    const other = new Sealing(randomBytes(SEALING_KEY_BYTES))
    expect(refusal(() => sealing.unseal(other.seal('secret', 'owner'), 'owner'))).toBe('it was sealed with another key')
  })

  it('is another text each time, and does not hold the secret', () => {
    const sealed = new Set(Array.from({ length: 100 }, () => sealing.seal('the secret', 'owner')))
    expect(sealed.size).toBe(100)
    for (const one of sealed) expect(Buffer.from(one, 'base64').includes('the secret')).toBe(false)
  })

  it('opens with the same key in whatever later version', () => {
    const key = Buffer.alloc(SEALING_KEY_BYTES, 7)
    const sealed = 'AdXbIUDkMl1/iJFKhz6aSyQkQT2Yhdyu93U4ice2+/V/XXlj+MfE5Q7a5+Jnc+I='
    expect(new Sealing(key).unseal(sealed, 'AK')).toBe('the secret')
  })
})
