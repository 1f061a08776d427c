import { StoreUnavailableError } from '@deskledger/domain'
import { describe, expect, it } from 'vitest'
import { Passwords } from './passwords.js'

const passwords = new Passwords()

/** Of `pässword`, cheap to check. */
const STORED = 'scrypt$16$8$1$c29tZSBzYWx0IDE2IGJ5dA==$Ecmt6BA3jqSkGC7dhP2WBZnWJBAC7XV3QfPKAPEY5og='

describe('a password', () => {
  it('has the hash that was made of it, and no other', async () => {
    const hash = await passwords.hash('correct horse')
    expect(hash).toMatch(/^scrypt\$65536\$8\$1\$[\w+/]{22}==\$[\w+/]{43}=$/)
    expect(await passwords.matches('correct horse', hash)).toBe(true)
    expect(await passwords.matches('correct hors', hash)).toBe(false)
    expect(await passwords.hash('correct horse')).not.toBe(hash)
  })

  it.each([
    ['p\u00E4ssword', true],
    ['pa\u0308ssword', true],
    ['password', false],
    ['P\u00E4ssword', false],
    ['p\u00E4ssword ', false],
    ['', false],
  ])('%j fits a stored hash: %s, whatever the costs it was made with', async (password, expected) => {
    expect(await passwords.matches(password, STORED)).toBe(expected)
  })

  it('fits no hash where there is none', async () => {
    expect(await passwords.matches('', undefined)).toBe(false)
  })

  it('takes the same work without a hash as with one', async () => {
    const works: unknown[] = []
    const counted = new Passwords(async (_password, salt, byteCount, options) => {
      works.push({ saltBytes: salt.length, byteCount, options })
      return Buffer.alloc(byteCount)
    })
    await counted.matches('anything', await passwords.hash('something'))
    await counted.matches('anything', undefined)
    expect(works).toHaveLength(2)
    expect(works[1]).toEqual(works[0])
  })

  it.each(['', 'bcrypt$65536$8$1$c2FsdA==$aGFzaA==', 'scrypt$65536$8$1$c2FsdA=='])(
    'is not compared with a hash that cannot be read: %j',
    async (hash) => {
      await expect(passwords.matches('anything', hash)).rejects.toThrow('cannot be read')
    },
  )

  it('waits behind a hundred others at most', async () => {
    const busy = new Passwords()
    const checks = Array.from({ length: 103 }, () => busy.matches('anything', STORED))
    const outcomes = await Promise.allSettled(checks)
    expect(outcomes.map(({ status }) => status).indexOf('rejected')).toBe(102)
    expect(outcomes.at(-1)).toMatchObject({ reason: expect.any(StoreUnavailableError) })
  })
})
